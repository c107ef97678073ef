# shellcheck shell=sh
# Integration tests: the engine that they run on, the plugin in the local repository that their builds look into, and
# Failsafe at a choice of them. Sourced after common.sh, engine.sh, bases.sh and podman.sh.

: "${cache:?source common.sh first}" "${root:?}" "${checkout:?}"

maven() {
  mvn --batch-mode --no-transfer-progress --file "$root/pom.xml" "$@"
}

# One run at a time works in a clone: two would compile into each other's folders.
hold_clone() {
  hold "clone-$checkout" "another run in $root"
}

# Wants the packages of the programs that tests start.
tests_want() {
  want docker-registry docker-registry
  # The attacker is linked statically, for whatever image it gets into.
  [ -e "$(gcc -print-file-name=libc.a 2>/dev/null)" ] || wanted="$wanted gcc libc6-dev"
}

# Brings up what ENGINE names: docker, podman (root's, where this is root), or rootless (Podman of an ordinary user).
# ENGINE is a program afterwards.
tests_engine() {
  case ${ENGINE:=docker} in
    docker) ;;
    podman)
      podman_ensure
      ENGINE=${podman_root:-podman}
      ;;
    rootless)
      podman_ensure
      ENGINE=${podman_rootless:?}
      ;;
    *) die "ENGINE is '$ENGINE'; it may be docker, podman or rootless" ;;
  esac
  engine_ensure
  bases_ensure
}

# Prints the options by which tests run in namespaces, and no engine is there.
in_namespaces() {
  printf '%s\n' -Dit.kind=namespaces -Dsandbox.engine=/there/is/none -Dit.network=none
}

# Whether target has the plugin as the sources are, and target/local-repo has it installed.
plugin_is_installed() {
  [ -e "$root/target/local-repo/.installed" ] && [ -z "$(find "$root/src/main" "$root/src/agent" "$root/src/tools" \
    "$root/pom.xml" -newer "$root/target/local-repo/.installed" -print -quit)" ]
}

# install_plugin [GOAL-OR-OPTION...]: builds it and the tests and installs it there, without running a test; then the
# goals, in the same Maven.
install_plugin() {
  mkdir -p "$root/target"
  : >"$root/target/installing"
  status=0
  maven -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false -Dservers.skip pre-integration-test "$@" || status=$?
  # Whatever failed after that, it is installed.
  installed=$(find "$root/target/local-repo/io/github/mavensandbox" -newer "$root/target/installing" -print -quit) || true
  [ -z "$installed" ] || mv "$root/target/installing" "$root/target/local-repo/.installed"
  return "$status"
}
