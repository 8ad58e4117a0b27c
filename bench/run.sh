#!/usr/bin/env bash
# run.sh
# Measures the packaged gateway beside its peers: the same requests to the same stub, in turns, and prints tables.
# TARGETS (all), ROUNDS (5) of ROUND_SECONDS (2) each, WARM_UP (24) seconds for each target on a JVM, STARTS (5);
# JAVA_OPTIONS go to the JVM of Podgate. See README.md.
set -euo pipefail

# shellcheck source=bench/measure.sh
source "$(dirname "${BASH_SOURCE[0]}")/measure.sh"
all='nginx nginx-lua spring podgate podgate-few podgate-many podgate-postgres'
rounds=${ROUNDS:-5} seconds=${ROUND_SECONDS:-2} warm_up=${WARM_UP:-24} starts=${STARTS:-5}
read -ra targets <<<"${TARGETS:-$all}"
declare -A measured=(
  [updates]='nginx nginx-lua spring podgate podgate-many podgate-postgres'
  [denied]='nginx-lua spring podgate podgate-many'
  [reads]='nginx podgate podgate-many'
  [slow]='nginx podgate podgate-postgres'
  [fleet]='podgate-few podgate-many'
  [start]='spring podgate'
)

find_tools() {
  local program lack=
  for program in nginx wrk curl pgrep; do
    command -v $program >/dev/null || lack+=" $program"
  done
  [[ -n $lack || -f $(nginx_modules)/ngx_http_lua_module.so ]] || lack+=" nginx's Lua module"
  ! wanted nginx-lua || compgen -G '/usr/lib/*/lua/5.1/cjson.so' >/dev/null || lack+=" cjson for Lua 5.1"
  [[ -z $lack ]] ||
    fail "missing:$lack. On Debian: apt-get install nginx libnginx-mod-http-lua lua-cjson wrk curl procps"
}

build_spring() {
  "$project/tools/mvn" --quiet --file "$project/bench/spring/pom.xml" package ||
    fail "Spring Cloud Gateway could not be built, which needs Maven Central; TARGETS='${all/spring /}' leaves it out"
}

wanted() { # TARGET
  [[ " ${targets[*]} " == *" $1 "* ]]
}

concerned() { # LOAD...: the targets that are wanted and measured with one of them
  local target load
  for target in "${targets[@]}"; do
    for load; do
      [[ " ${measured[$load]} " != *" $target "* ]] || { echo "$target" && break; }
    done
  done
}

warm() { # TARGET LOAD...: if it is on a JVM, by those of the loads that it is measured with, in equal parts
  local target=$1 load of=()
  shift
  [[ $target != nginx* ]] || return 0
  for load; do
    [[ $load == slow || " ${measured[$load]} " != *" $target "* ]] || of+=("$load")
  done
  for load in "${of[@]}"; do
    load "$target" "$load" $((warm_up / ${#of[@]} + 1)) >/dev/null
  done
}

phase() { # LOAD...: starts what they concern afresh, so that what is compared has the same history, and measures it
  local target load number
  [[ -n $(concerned "$@") ]] || return 0
  for target in $(concerned "$@"); do
    echo "Starting $target and warming it up (after $SECONDS s)" >&2
    start "$target"
    verify "$target"
    warm "$target" "$@"
  done
  for ((number = 1; number <= rounds; number++)); do
    echo "Round $number of $rounds: $* (after $SECONDS s)" >&2
    for load; do
      for target in $(concerned "$load"); do
        round "$target" "$load" "$seconds" >>"$out/results.tsv"
      done
    done
  done
}

circumstances() { # what the figures hold for
  local flushes=200 from
  from=${EPOCHREALTIME/./}
  dd if=/dev/zero of="$out/flushed" bs=4k count=$flushes oflag=dsync status=none
  printf -- '- Podgate %s\n' "$(git -C "$project" describe --always --dirty 2>/dev/null || echo 'of no known revision')"
  printf -- '- %s, %d CPUs, %d MiB of memory\n' "$(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1)" "$(nproc)" \
    "$(awk '/^MemTotal/ {printf "%d", $2 / 1024}' /proc/meminfo)"
  printf -- '- %s on %s; to write 4 KiB and flush them takes %d µs\n' \
    "$(df --output=fstype "$out" | tail -n 1)" "$(df --output=source "$out" | tail -n 1)" \
    $(((${EPOCHREALTIME/./} - from) / flushes))
  printf -- '- %s, Linux %s\n' "$(sed -n 's/^PRETTY_NAME="\(.*\)"/\1/p' /etc/os-release)" "$(uname -r)"
  printf -- '- %s; %s; %s' "$(java --version | sed -n '2s/.*Environment \([^ ]*\).*/\1/p')" \
    "$(nginx -v 2>&1 | sed 's/.*: //')" "$(wrk -v | sed -n '1s/ \[.*//p')"
  ! wanted spring || printf '; Spring Boot %s with Spring Cloud %s' \
    "$(sed -n '/<parent>/,/<\/parent>/s/.*<version>\(.*\)<.*/\1/p' "$project/bench/spring/pom.xml")" \
    "$(sed -n 's/.*<spring-cloud.version>\(.*\)<.*/\1/p' "$project/bench/spring/pom.xml")"
  ! wanted podgate-postgres || printf '; %s' "$("/proc/$(postmaster)/exe" --version)"
  echo
}

for target in "${targets[@]}"; do
  [[ " $all " == *" $target "* ]] || fail "there is no target $target, only $all"
done
find_tools
! wanted spring || build_spring
rm -rf "$out"
mkdir -p "$out"
trap stop_all EXIT
trap 'exit 130' INT TERM
start_stub

printf 'target\tmillis\n' >"$out/starts.tsv"
hooked "$out/policies"
for ((number = 1; number <= starts; number++)); do
  for target in $(concerned start); do
    cold_start "$target" >>"$out/starts.tsv"
  done
  ! wanted podgate || for subcommand in check test; do
    hook $subcommand "$out/policies" >>"$out/starts.tsv"
  done
done

printf 'load\ttarget\trequests\tmicros\tp50\tp99\tcpu\trss\town\tothers\n' >"$out/results.tsv"
phase fleet
for target in $(concerned fleet); do
  stop "$target"
done
phase updates denied reads slow
circumstances >"$out/circumstances.md"
echo "Done (after $SECONDS s)" >&2
{ cat "$out/circumstances.md" && java "$project/bench/Report.java" "$out"; } | tee "$out/report.md"
