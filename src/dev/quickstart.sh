#!/bin/sh
# From a JDK, Maven and git to a program in its sandbox: gets an engine and a base image where there is none, builds the
# plugin, and runs the example and its tests with it. Ends with what was seen, and with 1 when something was not.
#
# ENGINE=docker or ENGINE=podman settles which engine.
set -eu
dev=$(cd "$(dirname "$0")" && pwd)
root=${dev%/src/dev}
# shellcheck source=common.sh
. "$dev/common.sh"
# shellcheck source=engine.sh
. "$dev/engine.sh"
# shellcheck source=bases.sh
. "$dev/bases.sh"

network=sandbox-quickstart-$checkout
example=$dev/example
report=$example/target/sandbox/report.json
gate=$example/target/sandbox/TEST-sandbox.xml

main() {
  require_toolchain
  log=$(mktemp)
  trap finish EXIT
  trap 'exit 130' INT TERM
  # Maven's local repository has one plugin of this version: another clone's would be tried here.
  hold quickstart 'the quickstart of another clone'
  engine_ensure
  choose_base
  say "building the plugin and installing it in Maven's local repository, where the example looks for it"
  mvn --batch-mode --quiet --file "$root/pom.xml" -Dmaven.test.skip -DskipITs -Dspotless.check.skip install
  "$dev/servers.sh" up "$network" "$image"
  allowed=$(server_address "$network" allowed4)
  blocked=$(server_address "$network" blocked4)
  blocked_pattern=$(printf '%s\n' "$blocked" | sed 's/\./\\./g')
  mvn --batch-mode --quiet --file "$dev/tracker/pom.xml" install
  rm -f "$report" "$gate"
  say "mvn verify, in $example: its tests run in the sandbox"
  succeed verify
  say 'mvn verify -Ptracker: the same with a library that calls home, which has to fail'
  if sandbox verify -Ptracker; then die 'mvn verify -Ptracker did not fail'; fi
  say "mvn sandbox:run -Dsandbox.command=id"
  succeed sandbox:run -Dsandbox.command=id
  # Last, so that it is the program's report that stays to be looked at.
  say 'mvn sandbox:run'
  succeed sandbox:run
  summary
}

# The image that the plugin takes by itself, where the engine has it or a registry answers; else one of our own.
choose_base() {
  image=eclipse-temurin:17-jre
  if engine image inspect "$image" >/dev/null 2>&1; then
    return
  fi
  # shellcheck disable=SC2086 # engine_args are words
  if ! bases_loaded jre:17 && timeout 10 "$ENGINE" $engine_args manifest inspect "$image" >/dev/null 2>&1; then
    say "pulling $image"
    engine pull --quiet "$image" && return
  fi
  bases_ensure
  image=sandbox-dev/jre:17
}

# sandbox OPTION...: the example in its sandbox; what is printed is also in $log. Ends as Maven does.
sandbox() {
  # Of a pipeline only the last status counts, so that of Maven goes by a file.
  {
    maven_status=0
    mvn --batch-mode --no-transfer-progress --file "$example/pom.xml" "$@" "-Dsandbox.engine=$ENGINE" \
      ${engine_args:+"-Dsandbox.engineArgs=$(commas "$engine_args")"} \
      ${create_args:+"-Dsandbox.createArgs=$(commas "$create_args")"} \
      "-Dsandbox.from.image=docker://$image" "-Dsandbox.engineNetworks=$network" \
      "-Dallowed=$allowed" "-Dblocked=$blocked" || maven_status=$?
    printf '%s\n' "$maven_status" >"$log.status"
  } 2>&1 | tee -a "$log"
  return "$(cat "$log.status")"
}

# succeed OPTION...: the same, where it must not fail.
succeed() {
  sandbox "$@" || die "'mvn $*' ended with $?"
}

summary() {
  unseen=0
  say 'seen in all of the above:'
  echo '1. Traffic to and from the known network works.'
  seen 'the program reached the allowed host' 'out, allowed: +hello .*this is allowed' "$log"
  seen 'the allowed host reached the program' 'in, allowed: .*welcome to the program' "$log"
  echo '2. Traffic to and from every other network is blocked, at once, and reported.'
  seen 'the program was refused the other host' 'out, blocked: +refused.* \[[0-9]{1,3} ms\]' "$log"
  seen 'the other host did not reach the program' 'in, blocked: .*blocked called .*: no answer' "$log"
  seen "the report lists it ($report)" "$blocked_pattern" "$report"
  echo '3. The program runs as an unprivileged user.'
  seen 'id says so' 'uid=10001\(app\) gid=10001\(app\)' "$log"
  seen 'so does the kernel' 'user: +uid 10001, groups \(\), no capability, no new privileges' "$log"
  echo '4. So do tests, and the build fails when something in them calls home.'
  seen 'the tests passed in the sandbox, and nothing was blocked' 'surefire:test \(default-test\): nothing was blocked' "$log"
  seen "a library's call failed the build, with the tests passed" 'ERROR.* 1 violation of the policy' "$log"
  seen "the record names where it called" "blocked out tcp $blocked_pattern:8080" "$log"
  seen 'the artifact whose code it was is named' "example:tracker:1\.0: blocked out tcp $blocked_pattern:8080" "$log"
  seen 'and the line, and the test' 'at tracker\.Tracker\.run:[0-9]+ \(direct\), entered from example\.PluginsTest\.' "$log"
  [ "$unseen" -eq 0 ] || die "$unseen of 12 not seen; the output above tells why"
}

# seen WHAT PATTERN FILE
seen() {
  if grep -Eqs "$2" "$3"; then
    printf '   yes  %s\n' "$1"
  else
    printf '   NO   %s\n' "$1"
    unseen=$((unseen + 1))
  fi
}

finish() {
  [ -z "$ENGINE" ] || "$dev/servers.sh" down "$network" || true
  rm -f "$log" "$log.status"
  engine_leave
  [ -z "$engine_pid" ] || say "dockerd is left running (process $engine_pid) for your next run; 'kill $engine_pid' ends it"
}

main
