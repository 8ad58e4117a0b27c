#!/usr/bin/env bash
# targets.sh, read by measure.sh
# What is measured and what it needs: how each is started and stopped, where it listens, which processes it has.

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
out=$project/target/bench
stub=http://127.0.0.1:18701
declare -A group # of processes, each with the group's own id
declare -A port=([nginx]=18711 [nginx-lua]=18712 [spring]=18713
  [podgate]=18714 [podgate-few]=18715 [podgate-many]=18716 [podgate-postgres]=18717 [postgres]=18719)
java=(java @"$project/src/main/docker/jvm.options" -XX:MaxRAM=512m) # the memory of the pod of k8s/base

fail() {
  echo "bench: $1" >&2
  exit 1
}

url() { # TARGET
  echo "http://127.0.0.1:${port[$1]}"
}

management() { # TARGET, one of Podgate's
  echo "http://127.0.0.1:$((port[$1] + 10))"
}

launch() { # NAME COMMAND...
  local name=$1
  shift
  setsid "$@" >"$out/$name.log" 2>&1 </dev/null &
  group[$name]=$!
}

await() { # NAME COMMAND...: until COMMAND comes off
  local name=$1 end=$((SECONDS + 60))
  shift
  until "$@"; do
    kill -0 "${group[$name]}" 2>/dev/null || fail "$name has ended: see $out/$name.log"
    ((SECONDS < end)) || fail "$name has not come up: see $out/$name.log"
    sleep 0.01
  done
}

answers() { # URL
  curl --silent --output /dev/null --fail --max-time 2 --header 'Authorization: Bearer benchmark' "$1"
}

reachable() { # PORT, without a process of its own
  { true; } 2>/dev/null 3<>"/dev/tcp/127.0.0.1/$1"
}

free() { # PORT
  ! reachable "$1" || fail "something else already listens on port $1"
}

launch_nginx() { # NAME: with the configuration of that name
  local modules
  modules=$(nginx_modules)
  launch "$1" nginx -p "$out" -e "$1-errors.log" -c "$project/bench/$1.conf" \
    -g "load_module $modules/ndk_http_module.so; load_module $modules/ngx_http_lua_module.so;"
}

nginx_modules() {
  nginx -V 2>&1 | sed -n 's/.*--modules-path=\([^ ]*\).*/\1/p'
}

launch_podgate() { # NAME POLICY PORT-OF-ITS-FLEET [SETTING=VALUE...]: from the cache, as the image does
  local name=$1 policy=$2 fleet=$3
  shift 3
  # shellcheck disable=SC2086 # JAVA_OPTIONS are words
  launch "$name" env --chdir "$project/target/aot" \
    PODGATE_RUNPOD_URL="http://127.0.0.1:$fleet/v1" PODGATE_RUNPOD_API_KEY=rpa_BENCHMARK \
    PODGATE_POLICY_PATH="$policy" PODGATE_DATA_DIR="$out/$name" \
    QUARKUS_HTTP_HOST=127.0.0.1 QUARKUS_HTTP_PORT="${port[$name]}" \
    QUARKUS_MANAGEMENT_HOST=127.0.0.1 QUARKUS_MANAGEMENT_PORT="$((port[$name] + 10))" "$@" \
    "${java[@]}" -XX:AOTMode=on -XX:AOTCache=podgate.aot ${JAVA_OPTIONS:-} -jar quarkus-run.jar
}

launch_target() { # TARGET
  local policy=$project/bench/policy.yaml
  case $1 in
    nginx | nginx-lua) launch_nginx "$1" ;;
    spring) launch spring "${java[@]}" -jar "$project/target/spring/spring-1.jar" ;;
    podgate) launch_podgate podgate "$policy" 18701 ;;
    podgate-few) launch_podgate podgate-few "$policy" 18702 ;;
    podgate-many)
      thousand_teams >"$out/thousand-teams.yaml"
      launch_podgate podgate-many "$out/thousand-teams.yaml" 18703
      ;;
    podgate-postgres)
      free "${port[postgres]}"
      # Its files belong on the disk that everything else is on, not on a /tmp that may be memory.
      launch postgres env JAVA_TOOL_OPTIONS="-Djava.io.tmpdir=$out" "$project/tools/postgres" "${port[postgres]}"
      await postgres grep -q PODGATE_STORE "$out/postgres.log"
      launch_podgate podgate-postgres "$policy" 18701 PODGATE_STORE=postgresql \
        QUARKUS_DATASOURCE_JDBC_URL="jdbc:postgresql://localhost:${port[postgres]}/postgres" \
        QUARKUS_DATASOURCE_USERNAME=postgres QUARKUS_DATASOURCE_PASSWORD=postgres
      ;;
  esac
}

thousand_teams() {
  local team
  sed 's/^account: .*/account: {workers: 50000, burnRate: 60000.00}/' "$project/bench/policy.yaml"
  for ((team = 1; team <= 998; team++)); do
    printf '  - {name: team%d, owns: ["name:team%d-*"], budget: {burnRate: 200.00, floor: 20.00, workers: 150}, ' $team $team
    printf 'callers: [{name: team%d-service, token: "sha256:%064x"}]}\n' $team $team
  done
}

start() { # TARGET, without anything of an earlier run
  free "${port[$1]}"
  rm -rf "${out:?}/$1"
  launch_target "$1"
  case $1 in
    podgate*) await "$1" answers "$(management "$1")/q/health/ready" ;;
    *) await "$1" answers "$(url "$1")/v1/endpoints/ep00" ;;
  esac
}

start_stub() {
  free 18701
  launch_nginx stub
  await stub answers $stub/updates
}

stop() { # NAME
  kill -TERM -- "-${group[$1]}" 2>/dev/null || true
  wait "${group[$1]}" || true
  unset "group[$1]"
}

stop_all() {
  local name
  for name in "${!group[@]}"; do
    kill -TERM -- "-${group[$name]}" 2>/dev/null || true
  done
  wait
}

processes() { # NAME: their ids; a gateway's database is part of it
  pgrep -g "${group[$1]}" || true
  [[ $1 != podgate-postgres ]] || database
}

database() { # PostgreSQL's, which is in no group of ours
  pgrep -P "$(postmaster)" && postmaster
}

postmaster() {
  head -n 1 "$out"/epg*/postmaster.pid
}
