#!/bin/sh
# All that CI runs: shellcheck on every script, then Maven's verify (format, unit tests, integration tests on the real
# engine), then the quickstart. Gets an engine and base images where there are none, and ends the engine that it started.
#
# ENGINE=podman runs the integration tests with Podman in the place of Docker. What is Podman's own is tested either way.
set -eu
: "${ENGINE:=docker}"
dev=$(cd "$(dirname "$0")" && pwd)
root=${dev%/src/dev}
# shellcheck source=common.sh
. "$dev/common.sh"
# shellcheck source=engine.sh
. "$dev/engine.sh"
# shellcheck source=bases.sh
. "$dev/bases.sh"

main() {
  require_toolchain
  require shellcheck shellcheck
  require podman podman
  require docker-registry docker-registry
  began=$(mktemp)
  trap finish EXIT
  trap 'exit 130' INT TERM
  check_scripts
  engine_ensure
  bases_ensure
  status=0
  say 'mvn verify'
  mvn --batch-mode --no-transfer-progress --file "$root/pom.xml" "-Dsandbox.engine=$ENGINE" verify || status=$?
  [ "$status" -ne 0 ] || "$dev/quickstart.sh" || status=$?
  summary
  return "$status"
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
  for kind in surefire failsafe invoker; do
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
  engine_answers "$ENGINE" && "$dev/servers.sh" down sandbox-it
  engine_stop
}

main
