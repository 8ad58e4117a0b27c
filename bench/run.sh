#!/usr/bin/env bash
# run.sh
# Measures the packaged gateway beside plain nginx: the same requests to the same stub, in turns, and prints a table.
# ROUNDS (5) of ROUND_SECONDS (3) each after WARM_UP (45) seconds; JAVA_OPTIONS go to the gateway's JVM. See README.md.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

rounds=${ROUNDS:-5} seconds=${ROUND_SECONDS:-3} warm_up=${WARM_UP:-45}
out=$PWD/target/bench results=$PWD/target/bench/results.tsv
stub=http://127.0.0.1:18701 nginx=http://127.0.0.1:18702 podgate=http://127.0.0.1:18703
management=http://127.0.0.1:18704
hertz=$(getconf CLK_TCK)
declare -A group # of processes, each with the group's own id

fail() {
  echo "bench: $1" >&2
  exit 1
}

find_tools() {
  local program
  modules=$(nginx -V 2>&1 | sed -n 's/.*--modules-path=\([^ ]*\).*/\1/p') || true
  for program in nginx wrk curl; do
    command -v $program >/dev/null || lack=1
  done
  [[ -z ${lack:-} && -f ${modules:-}/ngx_http_lua_module.so ]] ||
    fail "nginx with its Lua module, wrk and curl are needed: apt-get install nginx libnginx-mod-http-lua wrk curl"
}

start() { # NAME URL COMMAND...
  local name=$1 url=$2
  shift 2
  ! curl --silent --output /dev/null --max-time 2 "$url" || fail "something else already listens at $url"
  setsid "$@" >"$out/$name.log" 2>&1 </dev/null &
  group[$name]=$!
  curl --silent --output /dev/null --fail --retry 60 --retry-delay 1 --retry-all-errors --max-time 2 "$url" ||
    fail "$name has not come up: see $out/$name.log"
  kill -0 "${group[$name]}" || fail "$name ended at once: see $out/$name.log"
}

stop_all() {
  local name
  for name in "${!group[@]}"; do
    kill -TERM -- "-${group[$name]}" 2>/dev/null || true
  done
  wait
}

start_all() {
  local lua="load_module $modules/ndk_http_module.so; load_module $modules/ngx_http_lua_module.so;"
  start stub $stub/v1/endpoints nginx -p "$out" -e stub-errors.log -c "$PWD/bench/stub.conf" -g "$lua"
  start nginx $nginx/v1/endpoints nginx -p "$out" -e nginx-errors.log -c "$PWD/bench/nginx.conf"
  # The heap that the image's options come to in the pod of k8s/base.
  # shellcheck disable=SC2086 # JAVA_OPTIONS are words
  start podgate $management/q/health/ready env \
    PODGATE_RUNPOD_URL=$stub/v1 PODGATE_RUNPOD_API_KEY=rpa_BENCHMARK \
    PODGATE_POLICY_PATH="$PWD/bench/policy.yaml" PODGATE_DATA_DIR="$out/data" \
    QUARKUS_HTTP_HOST=127.0.0.1 QUARKUS_HTTP_PORT=${podgate##*:} \
    QUARKUS_MANAGEMENT_HOST=127.0.0.1 QUARKUS_MANAGEMENT_PORT=${management##*:} \
    java @src/main/docker/jvm.options -Xmx256m ${JAVA_OPTIONS:-} -jar target/quarkus-app/quarkus-run.jar
}

update() { # BODY: the status and the outcome
  curl --silent --max-time 5 --request PATCH --output /dev/null --write-out '%{http_code} %header{podgate-outcome}' \
    --header 'Authorization: Bearer benchmark' --header 'Content-Type: application/json' --data "$1" \
    $podgate/v1/endpoints/ep00
}

verify() { # that it is Podgate's work that is measured
  local applied denied
  applied=$(update '{"workersMax": 7}')
  [[ $applied == '200 applied' ]] || fail "an update that is allowed came to '$applied'"
  [[ $(curl --silent $stub/v1/endpoints/ep00) == *'"workersMax":7,'* ]] || fail "an update did not reach the stub"
  denied=$(update '{"workersMax": 999}')
  [[ $denied == '403 denied' ]] || fail "an update that is not allowed came to '$denied'"
}

decisions() { # OUTCOME: how many there have been
  curl --silent --fail $management/q/metrics |
    awk -v outcome="outcome=\"$1\"" '/^podgate_updates_total/ && index($0, outcome) {n += $NF} END {printf "%d\n", n}'
}

cpu() { # NAME: ticks that its processes have had
  local pid ticks=0 stat
  for pid in $(pgrep -g "${group[$1]}"); do
    read -ra stat < <(sed 's/.*) //' "/proc/$pid/stat")
    ticks=$((ticks + stat[11] + stat[12]))
  done
  echo $ticks
}

rss() { # NAME: KiB that its processes hold
  local pid
  for pid in $(pgrep -g "${group[$1]}"); do
    sed -n 's/^VmRSS:[[:space:]]*\([0-9]*\).*/\1/p' "/proc/$pid/status"
  done | awk '{n += $1} END {print n}'
}

machine() { # ticks used, ticks in all
  awk '/^cpu /{idle = $5 + $6; for (i = 2; i <= 9; i++) all += $i; print all - idle, all; exit}' /proc/stat
}

own_ticks() { # of everything that belongs to the benchmark, wrk included once it has ended
  local stat
  read -ra stat < <(sed 's/.*) //' "/proc/$$/stat")
  echo $(($(cpu stub) + $(cpu nginx) + $(cpu podgate) + stat[13] + stat[14]))
}

load() { # TARGET LOAD SECONDS: one line as load.lua writes it
  local connections=32
  [[ $2 != slow ]] || connections=64
  LOAD=$2 wrk --threads 1 --connections $connections --duration "${3}s" --timeout 5s --script bench/load.lua "${!1}" |
    sed -n 's/^result //p'
}

round() { # TARGET LOAD
  local outcome decided=0 before after own=0 used=0 all=0 own_after used_after all_after line
  case $2 in updates | slow) outcome=applied ;; denied) outcome=denied ;; *) outcome=none ;; esac
  [[ $1 != podgate ]] || decided=$(decisions $outcome)
  read -r used all < <(machine)
  own=$(own_ticks)
  before=$(cpu "$1")
  line=$(load "$1" "$2" "$seconds")
  after=$(cpu "$1")
  own_after=$(own_ticks)
  read -r used_after all_after < <(machine)
  [[ $1 != podgate ]] || decided=$(($(decisions $outcome) - decided))
  check "$1" "$2" "$decided" "$line"
  read -r -a line <<<"$line"
  printf '%s\t' "$2" "$1" "${line[@]:0:4}" "$(((after - before) * 1000000 / hertz))" "$(rss "$1")"
  printf '%d\n' $((100 * (used_after - used - own_after + own) / (all_after - all)))
}

check() { # TARGET LOAD DECIDED LINE: a round counts only if everything in it went as it should
  local requests status other _
  read -r requests _ _ _ status other <<<"$4"
  ((requests > 0 && other == 0)) || fail "$1, $2: $other of $requests requests got no answer"
  if [[ $2 == denied ]]; then
    ((status == requests)) || fail "$1, $2: only $status of $requests requests were denied"
  else
    ((status == 0)) || fail "$1, $2: $status of $requests requests were refused"
  fi
  # The first update of an endpoint in a round may ask for what stands there from the round before.
  [[ $1 != podgate || $2 == reads ]] || (($3 >= requests - 64)) ||
    fail "$1, $2: only $3 of $requests requests came to the decision that was due"
}

find_tools
rm -rf "$out"
mkdir -p "$out"
trap stop_all EXIT
trap 'exit 130' INT TERM
start_all
verify

echo "Warming up for $warm_up s, then $rounds rounds of $seconds s each" >&2
load nginx updates 1 >/dev/null
load podgate updates $((warm_up * 3 / 5)) >/dev/null
load podgate denied $((warm_up / 5)) >/dev/null
load podgate reads $((warm_up / 5)) >/dev/null

printf 'load\ttarget\trequests\tmicros\tp50\tp99\tcpu\trss\tothers\n' >"$results"
for ((number = 1; number <= rounds; number++)); do
  for measured in nginx:updates podgate:updates podgate:denied nginx:reads podgate:reads nginx:slow podgate:slow; do
    round "${measured%:*}" "${measured#*:}" >>"$results"
  done
done
java bench/Report.java "$results" | tee "$out/report.md"
