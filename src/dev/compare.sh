#!/bin/sh
# Runs a project's tests outside and inside of the sandbox, and compares the reports test by test.
#
#   src/dev/compare.sh FOLDER [MAVEN-OPTION ...]
#
# FOLDER is a Maven project of one module, such as a clone of somebody's library. Its code runs outside, too: take one
# that you trust. The plugin must be installed (mvn install), and its project's tests be compiled without -o.
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
require_toolchain
engine_ensure
bases_ensure
version=$(sed -n 's/^  <version>\(.*\)<\/version>$/\1/p' "$root/pom.xml")

# Goals by name, and not phases: other people's checks of other people's code are not of interest here. -fae: a test
# that fails, fails both times.
tests() { # OUTSIDE-OR-INSIDE GOAL OPTION ...
  place=$1
  shift
  rm -rf "$project/target/surefire-reports" "$project/target/compare-$place"
  mvn --batch-mode --quiet --file "$project/pom.xml" -Dmaven.test.failure.ignore "$@" surefire:test >"$project/target/compare-$place.log" 2>&1 ||
    die "Maven failed: $(grep -m 1 '^\[ERROR\]' "$project/target/compare-$place.log")"
  mv "$project/target/surefire-reports" "$project/target/compare-$place"
}

say "compiling $project"
mkdir -p "$project/target"
mvn --batch-mode --quiet --file "$project/pom.xml" "$@" \
  resources:resources compiler:compile resources:testResources compiler:testCompile
say 'outside of the sandbox'
tests outside "$@"
say 'inside'
tests inside "$@" "-Dsandbox.engine=$ENGINE" -Dsandbox.test.image=docker://sandbox-dev/jre:17 -Dsandbox.allow=none \
  ${engine_args:+"-Dsandbox.engineArgs=$(commas "$engine_args")"} \
  ${create_args:+"-Dsandbox.createArgs=$(commas "$create_args")"} \
  "io.github.mavensandbox:sandbox-maven-plugin:$version:prepare"
"$java_home/bin/java" "$dev/Compare.java" "$project/target/compare-outside" "$project/target/compare-inside"
engine_stop
