#!/usr/bin/env bash
# measure.sh, read by run.sh
# One round of one load at one target, one cold start, and what has to hold for either to count.

# shellcheck source=bench/targets.sh
source "$(dirname "${BASH_SOURCE[0]}")/targets.sh"
hertz=$(getconf CLK_TCK)
declare -A connections=([updates]=32 [denied]=32 [reads]=32 [slow]=64 [fleet]=8)
# What has to be refused, beginning with each field that has a limit.
denied=('{"workersMax": 999}' '{"workersMin": 2}' '{"idleTimeout": 301}' '{"gpuTypeIds": ["NVIDIA L4", "NVIDIA H200"]}'
  '{"gpuCount": 3}' '{"dataCenterIds": ["US-TX-3"]}' '{"executionTimeoutMs": 7200000}' '{"scalerValue": 61}')

update() { # TARGET BODY [ENDPOINT [TOKEN]]: the status and, of Podgate, the outcome
  curl --silent --max-time 5 --request PATCH --output /dev/null --write-out '%{http_code} %header{podgate-outcome}' \
    --header "Authorization: Bearer ${4:-benchmark}" --header 'Content-Type: application/json' --data "$2" \
    "$(url "$1")/v1/endpoints/${3:-ep00}"
}

expect() { # STATUS OUTCOME TARGET BODY [ENDPOINT [TOKEN]]
  local got due=$1
  [[ $3 != podgate* ]] || due="$1 $2"
  got=$(update "${@:3}")
  [[ ${got% } == "$due" ]] || fail "$3 answers $4 with '$got', not with '$due'"
}

verify() { # TARGET: that it does the work that is measured, and nothing gets to the stub that should not
  local body before
  update "$1" '{"workersMax": 6}' >/dev/null # whatever stood there: the next is a change
  before=$(updates_at_stub)
  expect 200 applied "$1" '{"workersMax": 7}'
  (($(updates_at_stub) == before + 1)) || fail "$1: an update that is allowed did not come to the stub"
  [[ $1 != nginx ]] || return 0
  for body in "${denied[@]}"; do
    expect 403 denied "$1" "$body"
  done
  expect 400 invalid "$1" '{"workersMax": 8'
  expect 404 not-found "$1" '{"workersMax": 8}' another
  expect 401 unauthenticated "$1" '{"workersMax": 8}' ep00 nobody
  (($(updates_at_stub) == before + 1)) || fail "$1: an update that is not allowed came to the stub"
}

updates_at_stub() {
  curl --silent --fail $stub/updates
}

decisions() { # TARGET LOAD: how many there have been of the outcome that is due, how many at all, and their own microseconds
  local outcome=applied
  [[ $2 != denied ]] || outcome=denied
  [[ $1 == podgate* ]] || { echo 0 0 0 && return; }
  curl --silent --fail "$(management "$1")/q/metrics" | awk -v outcome="outcome=\"$outcome\"" '
    /^podgate_updates_total/ && index($0, outcome) {due += $NF}
    /^podgate_decision_seconds_count/ {all = $NF}
    /^podgate_decision_seconds_sum/ {micros = $NF * 1e6}
    END {printf "%d %d %d\n", due, all, micros}'
}

cpu() { # NAME: ticks that its processes have had, those that have ended included
  local pid stat ticks=0
  for pid in $(processes "$1"); do
    read -ra stat < <(sed 's/.*) //' "/proc/$pid/stat" 2>/dev/null) || continue
    ticks=$((ticks + stat[11] + stat[12] + stat[13] + stat[14]))
  done
  echo $ticks
}

rss() { # NAME: KiB that its own processes hold
  local pid
  for pid in $(pgrep -g "${group[$1]}"); do
    sed -n 's/^VmRSS:[[:space:]]*\([0-9]*\).*/\1/p' "/proc/$pid/status"
  done | awk '{n += $1} END {print n}'
}

machine() { # ticks used, ticks in all
  awk '/^cpu /{idle = $5 + $6; for (i = 2; i <= 9; i++) all += $i; print all - idle, all; exit}' /proc/stat
}

own() { # TARGET: ticks of it, the stub and ourselves, wrk included once it has ended
  local stat
  read -ra stat < <(sed 's/.*) //' "/proc/$$/stat")
  echo $(($(cpu stub) + $(cpu "$1") + stat[13] + stat[14]))
}

load() { # TARGET LOAD SECONDS: one line as load.lua writes it
  LOAD=$2 wrk --threads 1 --connections "${connections[$2]}" --duration "${3}s" --timeout 5s \
    --script "$project/bench/load.lua" "$(url "$1")" | sed -n 's/^result //p'
}

round() { # TARGET LOAD SECONDS: one line of results.tsv
  local arrived before after mine mine_after used used_after all all_after line number
  local -a decided decided_after
  arrived=$(updates_at_stub)
  read -ra decided < <(decisions "$1" "$2")
  read -r used all < <(machine)
  mine=$(own "$1")
  before=$(cpu "$1")
  line=$(load "$1" "$2" "$3")
  after=$(cpu "$1")
  mine_after=$(own "$1")
  read -r used_after all_after < <(machine)
  read -ra decided_after < <(decisions "$1" "$2")
  check "$1" "$2" "$line" $(($(updates_at_stub) - arrived)) $((decided_after[0] - decided[0]))
  read -ra line <<<"$line"
  number=$((decided_after[1] - decided[1]))
  printf '%s\t' "$2" "$1" "${line[@]:0:4}" "$(((after - before) * 1000000 / hertz))" "$(rss "$1")" \
    "$((number ? (decided_after[2] - decided[2]) / number : 0))"
  printf '%d\n' $((100 * (used_after - used - mine_after + mine) / (all_after - all)))
}

check() { # TARGET LOAD LINE ARRIVED DECIDED: a round counts only if everything in it went as it should
  local requests refused lost _
  # wrk drops what is under way at its end, and the first update of an endpoint may ask for what stands there already.
  local slack=64
  read -r requests _ _ _ refused lost <<<"$3"
  ((requests > 0 && lost == 0)) || fail "$1, $2: $lost of $requests requests got no answer"
  case $2 in
    denied) ((refused == requests && $4 == 0)) || fail "$1, $2: $refused of $requests were refused, and $4 came to the stub" ;;
    reads) ((refused == 0)) || fail "$1, $2: $refused of $requests requests were refused" ;;
    *)
      ((refused == 0)) || fail "$1, $2: $refused of $requests requests were refused"
      (($4 >= requests - slack && $4 <= requests + slack)) || fail "$1, $2: of $requests updates $4 came to the stub"
      ;;
  esac
  [[ $1 != podgate* || $2 == reads ]] || (($5 >= requests - slack)) ||
    fail "$1, $2: only $5 of $requests requests came to the decision that was due"
}

cold_start() { # TARGET: one line of starts.tsv, milliseconds from exec to the first update that comes off
  local from
  free "${port[$1]}"
  rm -rf "${out:?}/$1"
  curl --silent --fail --output /dev/null --request PATCH --header 'Authorization: Bearer rpa_BENCHMARK' \
    --data '{"workersMax": 1}' $stub/v1/endpoints/ep00
  from=${EPOCHREALTIME/./}
  launch_target "$1"
  await "$1" grows "$1"
  printf '%s\t%d\n' "$1" $(((${EPOCHREALTIME/./} - from) / 1000))
  stop "$1"
}

grows() { # TARGET: whether its endpoint gets more workers, for which Podgate has to know the whole fleet
  reachable "${port[$1]}" && [[ $(update "$1" '{"workersMax": 5}') == 200* ]]
}

hooked() { # DIRECTORY: the policy there, and 200 cases beside it
  local number
  mkdir -p "$1"
  cp "$project/bench/policy.yaml" "$1"
  {
    printf 'apiVersion: podgate/v1\nkind: PolicyTest\ncases:\n'
    for ((number = 1; number <= 200; number++)); do
      printf '  - {name: case %d, as: vision-benchmark, endpoint: {id: ep%d, name: vision-ep%d, ' $number $number $number
      printf 'gpuTypes: [NVIDIA L4], gpuCount: 1, workersMin: 0, workersMax: 3}, update: {workersMax: %d}, ' $((number % 20 + 4))
      printf 'expect: {verdict: %s}}\n' "$( ((number % 20 + 4 <= 10)) && echo allow || echo deny)"
    done
  } >"$1/cases.yaml"
}

hook() { # SUBCOMMAND DIRECTORY: one line of starts.tsv, milliseconds from exec to the end, as a hook before commits waits
  local from=${EPOCHREALTIME/./}
  (cd "$project/target/aot" &&
    exec "${java[@]}" -XX:AOTMode=on -XX:AOTCache=podgate.aot -jar quarkus-run.jar policy "$1" "$2") >"$out/policy-$1.log" ||
    fail "policy $1 does not pass: see $out/policy-$1.log"
  printf 'policy %s\t%d\n' "$1" $(((${EPOCHREALTIME/./} - from) / 1000))
}
