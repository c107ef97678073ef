#!/bin/sh
# Runs integration tests, and nothing else: gets the engine and base images where there are none, starts the servers,
# installs the plugin in target/local-repo where it has changed, runs the tests, and stops the servers.
#
#   src/dev/it.sh CLASS[#METHOD]... [MAVEN-OPTION...]        such as GateIT, or NamesIT#allowed_cidr_replaces_names_too
#
# ENGINE=docker (the default), podman (root's, where you are root) or rootless (an ordinary user's) is where they run.
# KIND=namespaces has their projects' tests run in namespaces of the kernel, as an ordinary user and without an engine.
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

network=sandbox-it-$checkout-one

main() {
  classes=
  while [ $# -gt 0 ]; do
    case $1 in
      --help)
        usage
        exit
        ;;
      -*) break ;;
    esac
    check_test "$1"
    classes=$classes${classes:+,}$1
    shift
  done
  [ -n "$classes" ] || {
    usage >&2
    exit 2
  }
  require_toolchain
  hold_clone
  case ${KIND:=containers} in
    containers)
      bring_up
      set -- "-Dsandbox.engine=$ENGINE" "-Dit.network=$network" "$@"
      ;;
    namespaces)
      # shellcheck disable=SC2046 # words
      set -- $(in_namespaces) "$@"
      ;;
    *) die "KIND is '$KIND'; it may be containers or namespaces" ;;
  esac
  set -- failsafe:integration-test@default failsafe:verify@default "-Dit.test=$classes" \
    -Dit.reports=failsafe-reports/one "$@"
  if plugin_is_installed; then
    maven build-helper:add-test-source@integration-test-sources resources:testResources@default-testResources \
      compiler:testCompile@default-testCompile "$@"
  else
    install_plugin "$@"
  fi
}

# The engine with base images and servers.
bring_up() {
  tests_want
  # Before anything looks for an engine, or the one that happens to run would be it.
  [ "${ENGINE:=docker}" != docker ] || engine_want
  bases_want
  install_wanted
  tests_engine
  trap finish EXIT
  trap 'exit 130' INT TERM
  export ENGINE
  "$dev/servers.sh" up "$network"
}

usage() {
  sed -n '2,/^set/ { s/^# \{0,1\}//p; }' "$0"
}

# check_test CLASS[#METHOD]
check_test() {
  file=$(find "$root/src/it/java" -name "${1%%#*}.java")
  case ${1%%#*} in *IT) ;; *) file= ;; esac
  [ -n "$file" ] || die "there is no integration test '${1%%#*}'; there are: $(all_tests)"
  case $1 in
    *#*[!A-Za-z0-9_]* | *#) ;; # a pattern, which Failsafe reads
    *#*)
      grep -rqw "${1#*#}" "$root/src/it/java" || die "no integration test has a method '${1#*#}'; see $file"
      ;;
  esac
}

all_tests() {
  find "$root/src/it/java" -name '*IT.java' -exec basename {} .java \; | sort | tr '\n' ' '
}

finish() {
  "$dev/servers.sh" down "$network" || true
  engine_leave
}

main "$@"
