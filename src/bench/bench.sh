#!/bin/sh
# Measures the plugin's figures on this machine and prints a table: what was wanted, what was seen. Run it by hand, on a
# machine that does nothing else; it takes some minutes. It needs what src/dev/quickstart.sh needs.
#
#   src/bench/bench.sh [start] [policy] [build] [throughput] [tests] [agent]     without a name: all of them
#   src/bench/bench.sh namespaces      tests in namespaces: needs no engine, and an ordinary user
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

require_toolchain
trap 'exit 130' INT TERM
if [ "$*" = namespaces ]; then
  [ "$(id -u)" -ne 0 ] || die 'root has no namespaces; run this as an ordinary user'
  ENGINE=
else
  engine_ensure
  bases_ensure
  trap finish EXIT
fi
say "building the plugin and installing it in Maven's local repository"
mvn --batch-mode --quiet --file "$root/pom.xml" -Dmaven.test.skip -DskipITs -Dspotless.check.skip install
[ -z "$ENGINE" ] || "$dev/servers.sh" up "$network"
mkdir -p "$root/target"
# shellcheck disable=SC2086 # engine_args and create_args are words
AGENT=$root/target/sandbox-maven-plugin-0.1.0-SNAPSHOT-agent.jar \
  ALLOWED=${ENGINE:+$(server_address "$network" allowed4)} ENGINE_COMMAND="$ENGINE${engine_args:+ $engine_args}" CREATE_ARGS="$create_args" \
  "$java_home/bin/java" "$bench/Bench.java" "$root/target/bench" "$network" "$@"
