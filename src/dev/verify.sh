#!/bin/sh
# Checks this clone: shellcheck, format, unit tests, integration tests on real engines, the example. Gets engines and base
# images where there are none, ends the engine that it started, and prints what ran, how many tests that were and how long
# it took. Says "N passed, N failed, N skipped" at the end, and ends with 1 where something failed.
#
#   src/dev/verify.sh          what one engine, Docker, needs to be trusted: some twenty minutes on two cores
#   src/dev/verify.sh --ci     and with more inputs and faults, in every JDK of this machine, on an ordinary user's Podman
#                              what says most of another engine, and in namespaces what says most of them: an hour at most
#   src/dev/verify.sh --full   and everything on every engine and in namespaces, each fault: hours
#
# ENGINE=podman has root's Podman in the place of Docker (and ENGINE=rootless an ordinary user's).
# src/dev/tests.list says which integration test runs where. What each part printed is in target/verify.
set -eu
dev=$(cd "$(dirname "$0")" && pwd)
root=${dev%/src/dev}
# shellcheck source=common.sh
. "$dev/common.sh"
# shellcheck source=engine.sh
. "$dev/engine.sh"
# shellcheck source=bases.sh
. "$dev/bases.sh"
# shellcheck source=podman.sh
. "$dev/podman.sh"
# shellcheck source=integration.sh
. "$dev/integration.sh"
# shellcheck source=parts.sh
. "$dev/parts.sh"

# How much is tried of what can be tried without end.
few='-Dfuzz.runs=200 -Dfaults=few -Dit.jdks=none'
some='-Dfuzz.runs=5000 -Dfaults=some'
all='-Dfuzz.runs=20000 -Dfaults=all'

list=$dev/tests.list
network=sandbox-it-$checkout
choice=${ENGINE:-docker}
podman_root=
podman_rootless=
lanes=

# A PID namespace's first process takes care of orphans. JVMs keep a file with their process's number in a folder that those
# of other namespaces must not have. An ordinary user's capabilities are for that mount only.
# shellcheck disable=SC2016 # the shell's own
first_process='
  folder=/tmp/hsperfdata_$(id -un)
  mkdir -p -m 0755 "$folder" && mount -t tmpfs -o mode=0755 jvms "$folder" || exit
  setpriv --inh-caps=-all --ambient-caps=-all "$@"
  exit $?'

main() {
  case ${1:-} in
    --help)
      usage
      exit
      ;;
    '') amount=$few ;;
    --ci) amount=$some ;;
    --full) amount=$all ;;
    *) wrong "unknown argument '$1'" ;;
  esac
  [ $# -le 1 ] || wrong "one argument at most, and not '$*'"
  mode=${1:-}
  more=${mode:+[+]?}
  check_list
  require_toolchain
  hold_clone
  engine_use
  parts_begin
  trap finish EXIT
  trap 'exit 130' INT TERM
  install_tools
  find_namespaces
  run_parts
  parts_summary
}

usage() {
  sed -n '2,/^set/ { s/^# \{0,1\}//p; }' "$0"
}

wrong() {
  printf '%s: %s\n\n' "${0##*/}" "$1" >&2
  usage >&2
  exit 2
}

# No test is forgotten: each stands in the list once, and nothing else does.
check_list() {
  bad=$(awk '!/^(#|$)/ && !($2 ~ /^((none|1|2)[+]?|-)$/ && $3 ~ /^(ci|full|-)$/ && $4 ~ /^(ci|full|-)$/ && NF == 4)' "$list")
  [ -z "$bad" ] || die "src/dev/tests.list: not as its head says: $bad"
  there=$(find "$root/src/it/java" -name '*IT.java' -exec basename {} .java \; | sort)
  listed=$(awk '!/^(#|$)/ { print $1 }' "$list" | sort)
  [ "$there" = "$listed" ] || die "src/dev/tests.list has to list each integration test once, and differs from src/it/java" \
    "in: $(printf '%s\n%s\n' "$there" "$listed" | sort | uniq -u | tr '\n' ' ')"
}

# tests COLUMN VALUE: those with that value, as Failsafe takes them.
tests() {
  awk -v column="$1" -v value="^($2)$" '!/^(#|$)/ && $column ~ value { printf "%s%s", comma, $1; comma = "," }' "$list"
}

# Everything by one call of apt-get.
install_tools() {
  want shellcheck shellcheck
  tests_want
  if [ "$choice" = docker ]; then
    ENGINE=docker
    engine_want
  fi
  bases_want
  if [ "$choice" != docker ] || [ -n "$mode" ]; then
    podman_want
  fi
  install_wanted
}

# What builds leave behind, the next build on the engine removes: a test of what is left must not have another lane's build
# do it. Builds leave alone what was begun in another PID namespace, so each lane has one. Podman finds its own processes by
# their numbers, so only Docker can have several, and lanes on Podman are in this script's own.
find_namespaces() {
  namespaces='--pid --fork --kill-child --mount-proc'
  [ "$(id -u)" -eq 0 ] || namespaces="--user --map-current-user --keep-caps $namespaces"
  # shellcheck disable=SC2086 # words
  if [ "$choice" != docker ] || ! unshare $namespaces sh -c "$first_process" sh true 2>/dev/null; then
    namespaces=
  fi
}

# What needs no engine runs while the engine and the bases are made. The rest is two lanes, as there are two cores.
run_parts() {
  begin bring_up_lane
  bring_up_lane=$!
  begin build_lane
  wait $!
  part_passed 'build, format' || return 0
  begin offline_lane
  offline_lane=$!
  wait "$bring_up_lane"
  if part_passed 'engine and base images'; then
    # Again, and quickly: for what it sets.
    bring_up
    begin first_lane
    first_lane=$!
    if [ -z "$namespaces" ]; then
      say 'one lane after another, as they cannot have PID namespaces of their own'
      wait "$first_lane"
    fi
    wait "$offline_lane"
    begin second_lane
    wait $!
    wait "$first_lane"
  else
    wait "$offline_lane"
  fi
}

# begin LANE: in the background; whatever is left of it ends with this script.
begin() {
  "$@" &
  lanes="$lanes $!"
}

bring_up_lane() {
  part 'engine and base images' - bring_up
}

# Sets ENGINE to the engine's program, and the two Podmans.
bring_up() {
  ENGINE=$choice
  tests_engine
  if [ "$choice" = docker ] && [ -n "$mode" ]; then
    podman_ensure apart
    bases_on "$podman_rootless"
    if [ "$mode" = --full ] && [ -n "$podman_root" ]; then
      bases_on "$podman_root"
    fi
  fi
}

# bases_on ENGINE
bases_on() {
  main_engine=$ENGINE
  ENGINE=$1
  bases_ensure
  ENGINE=$main_engine
}

build_lane() {
  part shellcheck - check_scripts
  part 'build, format' - install_plugin
}

offline_lane() {
  part 'unit tests' surefire-reports maven surefire:test@default-test
  part 'integration tests without an engine' failsafe-reports/none failsafe none "$(tests 2 "none$more")"
  case $mode in
    --ci) namespaces_part ci ;;
    --full) namespaces_part 'ci|full' ;;
  esac
}

# namespaces_part VALUE: builds of an ordinary user's, whom the tests make where root runs them.
namespaces_part() {
  # shellcheck disable=SC2046 # words
  part 'integration tests, namespaces' failsafe-reports/namespaces \
    failsafe namespaces "$(tests 4 "$1")" $(in_namespaces)
}

first_lane() {
  docker_lane 1
  if [ -n "$mode" ]; then
    docker_lane 2
  fi
  if [ "$mode" = --full ] && [ -n "$podman_root" ]; then
    part "integration tests, root's Podman" failsafe-reports/root integration root "$podman_root" "$(tests 3 'ci|full')"
  fi
}

second_lane() {
  case $mode in
    '') docker_lane 2 ;;
    --ci) rootless_lane ci ;;
    --full) rootless_lane 'ci|full' ;;
  esac
  part "quickstart, $choice" - env "ENGINE=$ENGINE" "$dev/quickstart.sh"
}

# docker_lane LANE: those tests on Docker, or on the engine that was chosen in its place.
docker_lane() {
  part "integration tests, $choice, lane $1" "failsafe-reports/$1" integration "$1" "$ENGINE" "$(tests 2 "$1$more")"
}

rootless_lane() {
  if [ "$choice" = docker ]; then
    part 'integration tests, rootless Podman' failsafe-reports/rootless \
      integration rootless "$podman_rootless" "$(tests 3 "$1")"
  fi
}

# integration NAME ENGINE TESTS: with servers of their own; their reports have that name.
integration() {
  printf '%s\n' "$2" >"$parts/$1.servers"
  env "ENGINE=$2" "$dev/servers.sh" up "$network-$1"
  status=0
  failsafe "$1" "$3" "-Dsandbox.engine=$2" "-Dit.network=$network-$1" || status=$?
  env "ENGINE=$2" "$dev/servers.sh" down "$network-$1"
  rm "$parts/$1.servers"
  return "$status"
}

# failsafe NAME TESTS OPTION...
failsafe() {
  name=$1 tests=$2
  shift 2
  # shellcheck disable=SC2086 # words
  set -- failsafe:integration-test@default failsafe:verify@default $amount "-Dit.test=$tests" \
    "-Dit.reports=failsafe-reports/$name" "-DtempDir=failsafe-$name" "$@"
  if [ -n "$namespaces" ] && [ "$name" != rootless ] && [ "$name" != root ]; then
    # shellcheck disable=SC2086 # words
    unshare $namespaces sh -c "$first_process" sh mvn --batch-mode --no-transfer-progress --file "$root/pom.xml" "$@"
  else
    maven "$@"
  fi
}

check_scripts() {
  # Also those that are not committed yet. A script is told by its first line; the entrypoint's names busybox, whose
  # shell is checked as dash (SC2187 says so).
  cd "$root"
  git ls-files --cached --others --exclude-standard |
    xargs awk 'FNR == 1 && /^(#!.*sh$|# shellcheck shell=)/ { print FILENAME }' |
    xargs shellcheck --external-sources --source-path=SCRIPTDIR --exclude=SC2187
}

finish() {
  # A build that is asked to end removes its containers.
  for lane in $lanes; do
    end_java "$lane"
  done
  for lane in $lanes; do
    wait "$lane" || true
  done
  for file in "$parts"/*.servers; do
    [ ! -e "$file" ] || {
      name=${file##*/}
      env "ENGINE=$(cat "$file")" "$dev/servers.sh" down "$network-${name%.servers}" || true
    }
  done
  engine_stop
}

# end_java PROCESS: ends what JVMs it has started, by whatever way, and with them what waits for them.
end_java() {
  { tr ' ' '\n' <"/proc/$1/task/$1/children"; } 2>/dev/null | while read -r child; do
    (end_java "$child")
    case $(cat "/proc/$child/comm" 2>/dev/null) in java | apt-get | mmdebstrap) kill "$child" 2>/dev/null || true ;; esac
  done
}

main "$@"
