#!/bin/sh
# All that CI runs: shellcheck on every script, then Maven's verify (format, unit tests, integration tests on the real
# engine), those that say most of an engine again on an ordinary user's Podman, then the quickstart. Gets engines and base
# images where there are none, and ends the engine that it started.
#
# PODMAN=no leaves out what runs again on Podman; a quarter of an hour less.
# ENGINE=podman runs the integration tests with root's Podman in the place of Docker.
# FULL=yes runs on Podman all that another engine could change, the attacker on root's, too, and every fault there is; an
# hour more.
set -eu
: "${ENGINE:=docker}" "${PODMAN:=yes}"
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

# What is run again by an ordinary user's Podman. FaultsIT takes long; the others are Docker's own, or need no engine.
most='AdversaryIT,PodmanEngineIT,GateIT,WaysAroundIT,AttemptsIT,io.github.mavensandbox.entrypoint.*IT,!FaultsIT'
all='io.github.mavensandbox.*.*IT,!Docker*IT,!EngineImageIT,!RegistryImageIT,!FuzzIT,!io.github.mavensandbox.agent.*IT'

network=sandbox-it-$checkout

main() {
  require_toolchain
  want shellcheck shellcheck
  want docker-registry docker-registry
  want faketime faketime
  # The attacker is linked statically, for whatever image it gets into.
  [ -e "$(gcc -print-file-name=libc.a 2>/dev/null)" ] || wanted="$wanted gcc libc6-dev"
  engine_use
  began=$(mktemp)
  trap finish EXIT
  trap 'exit 130' INT TERM
  check_scripts
  case $ENGINE in
    podman)
      podman_ensure
      ENGINE=${podman_root:-podman}
      ;;
    *) if again_on_podman; then podman_ensure apart; else want podman podman; fi ;;
  esac
  engine_want
  bases_want
  install_wanted
  engine_ensure
  bases_ensure
  status=0
  run_tests || status=$?
  summary
  return "$status"
}

run_tests() {
  say 'mvn verify'
  maven verify "-Dsandbox.engine=$ENGINE" "-Dit.network=$network" ${FULL:+-Dfaults=all} || return
  if again_on_podman; then
    again rootless "$podman_rootless" "${FULL:+$all}" || return
    [ -z "${FULL:-}" ] || [ -z "$podman_root" ] || again root "$podman_root" AdversaryIT || return
  fi
  "$dev/quickstart.sh"
}

again_on_podman() {
  [ "$ENGINE" = docker ] && [ "$PODMAN" != no ]
}

maven() {
  mvn --batch-mode --no-transfer-progress --file "$root/pom.xml" "$@"
}

# again NAME PODMAN TESTS: these integration tests by that Podman.
again() {
  say "integration tests on Podman ($1)"
  first=$ENGINE
  ENGINE=$2
  bases_ensure || return
  ENGINE=$first
  maven "-Dsandbox.engine=$2" "-Dit.network=$network" "-Dit.test=${3:-$most}" "-Dit.reports=failsafe-reports/podman-$1" -Dtest=None \
    -Dsurefire.failIfNoSpecifiedTests=false verify
}

check_scripts() {
  say 'shellcheck'
  # Also those that are not committed yet. A script is told by its first line; the entrypoint's names busybox, whose
  # shell is checked as dash (SC2187 says so).
  (
    cd "$root"
    git ls-files --cached --others --exclude-standard |
      xargs awk 'FNR == 1 && /^(#!.*sh$|# shellcheck shell=)/ { print FILENAME }' |
      xargs shellcheck --external-sources --source-path=SCRIPTDIR --exclude=SC2187
  )
}

# Adds up the reports that this run's tests have written.
summary() {
  say 'tests'
  for kind in surefire failsafe; do
    find "$root/target/$kind-reports" -name 'TEST-*.xml' -newer "$began" -exec cat {} + 2>/dev/null |
      tr '\n' ' ' | grep -o '<testsuite [^>]*>' | sed "s/^/$kind /"
  done | awk '
    function attribute(name) {
      return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : 0
    }
    {
      tests[$1] += attribute("tests")
      failed += attribute("failures") + attribute("errors")
      skipped += attribute("skipped")
    }
    END {
      for (kind in tests) {
        printf "%s: %d tests\n", kind, tests[kind]
        total += tests[kind]
      }
      printf "%d passed, %d failed, %d skipped\n", total - failed - skipped, failed, skipped
    }'
}

finish() {
  rm -f "$began"
  # A build that broke off has left its servers behind.
  engine_answers "$ENGINE" && "$dev/servers.sh" down "$network"
  engine_stop
}

main
