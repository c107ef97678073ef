#!/bin/sh
# Measures the plugin's figures on this machine and prints a table: what was wanted, what was seen. Run it by hand, on a
# machine that does nothing else; it takes some minutes. It needs what src/dev/quickstart.sh needs.
#
#   src/bench/bench.sh [start] [policy] [build] [throughput] [tests] [agent]     without a name: all of them
#   src/bench/bench.sh namespaces      tests in namespaces: needs no engine, and an ordinary user
#   src/bench/bench.sh way             the way out of tests in namespaces: likewise, and with unshare and ip; nothing leaves the machine
#
# JDKS="DIR DIR" are the homes of the JDKs that the agent is measured in; else it is the one that Maven runs on.
set -eu
bench=$(cd "$(dirname "$0")" && pwd)
root=${bench%/src/bench}
dev=$root/src/dev
# shellcheck source=../dev/common.sh
. "$dev/common.sh"
# shellcheck source=../dev/engine.sh
. "$dev/engine.sh"
# shellcheck source=../dev/bases.sh
. "$dev/bases.sh"

network=sandbox-bench-$checkout

finish() {
  "$dev/servers.sh" down "$network" || true
  engine_stop
}

# apart COMMAND...: in a network of its own, which has one address beside loopback.
apart() {
  # shellcheck disable=SC2016 # that shell's own parameters
  unshare --user --map-root-user --net sh -euc '
    ip link set lo up
    ip link add outer type veth peer name nowhere
    ip address add 198.51.100.1/24 dev outer
    ip address add 2001:db8:1::1/64 dev outer nodad
    ip link set outer up
    ip link set nowhere up
    ip route add default via 198.51.100.2
    ip route add ::/0 via 2001:db8:1::2
    exec "$@"' sh "$@"
}

require_toolchain
trap 'exit 130' INT TERM
case $* in
  namespaces | way)
    [ "$(id -u)" -ne 0 ] || die 'root has no namespaces; run this as an ordinary user'
    ENGINE=
    ;;
  *)
    engine_ensure
    bases_ensure
    trap finish EXIT
    ;;
esac
say "building the plugin and installing it in Maven's local repository"
mvn --batch-mode --quiet --file "$root/pom.xml" -Dmaven.test.skip -DskipITs -Dspotless.check.skip install
[ -z "$ENGINE" ] || "$dev/servers.sh" up "$network"
mkdir -p "$root/target"
export AGENT="$root/target/sandbox-maven-plugin-0.1.0-SNAPSHOT-agent.jar"
export ALLOWED="${ENGINE:+$(server_address "$network" allowed4)}"
export ENGINE_COMMAND="$ENGINE${engine_args:+ $engine_args}" CREATE_ARGS="$create_args"
where=
[ "$*" != way ] || where=apart
$where "$java_home/bin/java" -cp "$root/target/classes" "$bench/Bench.java" "$root/target/bench" "$network" "$@"
