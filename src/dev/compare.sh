#!/bin/sh
# Runs a project's tests outside and inside of the sandbox, and compares the reports test by test.
#
#   [KIND=namespaces] src/dev/compare.sh FOLDER [MAVEN-OPTION ...]
#
# FOLDER is a Maven project of one module, such as a clone of a library. Outside its tests have a network of
# loopback alone, which takes unshare and ip. The plugin must be installed (mvn install), and be resolved without -o.
# KIND is containers (by default) or namespaces, which takes an ordinary user.
set -eu
dev=$(cd "$(dirname "$0")" && pwd)
root=${dev%/src/dev}
# shellcheck source=common.sh
. "$dev/common.sh"
# shellcheck source=engine.sh
. "$dev/engine.sh"
# shellcheck source=bases.sh
. "$dev/bases.sh"

[ -f "${1:-}/pom.xml" ] || die "usage: $0 FOLDER [MAVEN-OPTION ...], with a pom.xml in FOLDER"
project=$(cd "$1" && pwd)
shift
KIND=${KIND:-containers}
uid=$(id -u)
gid=$(id -g)
require_toolchain
case $KIND in
  containers)
    engine_ensure
    bases_ensure
    ;;
  namespaces) [ "$uid" != 0 ] || die 'KIND=namespaces takes an ordinary user, and this is root' ;;
  *) die "KIND is '$KIND'; there are containers and namespaces" ;;
esac
version=$(sed -n 's/^  <version>\(.*\)<\/version>$/\1/p' "$root/pom.xml")

# alone COMMAND ...: runs it, as the same user, where no network is but loopback, and no engine.
alone() {
  # shellcheck disable=SC2016 # of the inner shell
  apart='ip link set lo up && mount -t tmpfs tmpfs /run && exec "$@"'
  if [ "$uid" = 0 ]; then
    unshare --net --mount -- sh -c "$apart" alone "$@"
  else
    unshare --map-root-user --net --mount -- sh -c "$apart" alone \
      unshare "--map-user=$uid" "--map-group=$gid" -- "$@"
  fi
}

# Goals by name, and not phases: other people's checks of other people's code are not of interest here. A test that
# fails, fails both times.
tests() { # OUTSIDE-OR-INSIDE COMMAND ...
  place=$1
  shift
  rm -rf "$project/target/surefire-reports" "$project/target/compare-$place"
  begun=$(date +%s)
  # Without forks, tests run in Maven's own folder.
  (cd "$project" && "$@" --batch-mode --quiet -Dmaven.test.failure.ignore >"$project/target/compare-$place.log" 2>&1) ||
    die "Maven failed: $(grep -m 1 '^\[ERROR\]' "$project/target/compare-$place.log")"
  say "$place: $(($(date +%s) - begun)) s"
  mv "$project/target/surefire-reports" "$project/target/compare-$place"
}

say "compiling $project"
mkdir -p "$project/target"
mvn --batch-mode --quiet --file "$project/pom.xml" "$@" test-compile
if [ "$KIND" = containers ]; then
  set -- "$@" "-Dsandbox.engine=$ENGINE" -Dsandbox.test.image=docker://sandbox-dev/jre:17 \
    ${engine_args:+"-Dsandbox.engineArgs=$(commas "$engine_args")"} \
    ${create_args:+"-Dsandbox.createArgs=$(commas "$create_args")"}
fi
# First, as Surefire brings there what it needs; outside even Maven is alone.
tests inside mvn "$@" "-Dsandbox.kind=$KIND" -Dsandbox.allow=none \
  "io.github.mavensandbox:sandbox-maven-plugin:$version:prepare" surefire:test
tests outside alone mvn --offline "$@" surefire:test
"$java_home/bin/java" "$dev/Compare.java" "$project/target/compare-outside" "$project/target/compare-inside"
[ "$KIND" = namespaces ] || engine_stop
