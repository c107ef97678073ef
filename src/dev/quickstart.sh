#!/bin/sh
# From a JDK, Maven and git to tests and a program in their sandbox: builds the plugin and runs the example's tests with it,
# for an ordinary user in namespaces, which need no engine. Then it gets an engine and a base image where there is none, and
# runs the tests and the program in containers. Where it can get none, what was seen in namespaces is enough. Ends with what
# was seen, and with 1 when something was not.
#
# ENGINE=docker or ENGINE=podman settles which engine, and that there has to be one.
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
base_image=eclipse-temurin:17-jre
containers=no
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
  say "building the plugin and installing it in Maven's local repository, where the example looks for it"
  mvn --batch-mode --quiet --file "$root/pom.xml" -Dmaven.test.skip -DskipITs -Dspotless.check.skip install
  mvn --batch-mode --quiet --file "$dev/tracker/pom.xml" install
  in_namespaces
  get_engine
  if [ "$containers" = yes ]; then in_containers; fi
  summary
}

# Sets containers to yes, and the image; or why, the reason that no engine with an image can be had.
get_engine() {
  asked=$ENGINE
  engine_use
  # In a shell of its own, which is all that ends where something cannot be had. Not as a condition: it would go on then.
  set +e
  (
    set -e
    engine_ensure
    choose_base
    printf '%s\n' "$image" "$engine_pid" >"$log.engine"
  ) 2>"$log.errors"
  status=$?
  set -e
  if [ "$status" -eq 0 ]; then
    containers=yes
    engine_find
    { read -r image && read -r engine_pid; } <"$log.engine"
  elif [ -z "$asked" ] && [ -e "$namespaces" ]; then
    # Without the script's name, and without what else to do.
    why=$(sed -n '$ { s/^[^ ]*\.sh: //; s/;.*//; p; }' "$log.errors")
  else
    cat "$log.errors" >&2
    exit "$status"
  fi
}

in_containers() {
  "$dev/servers.sh" up "$network" "$image"
  allowed=$(server_address "$network" allowed4)
  blocked=$(server_address "$network" blocked4)
  blocked_pattern=$(printf '%s\n' "$blocked" | sed 's/\./\\./g')
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
}

# The example with a library that calls home. In place of an engine there is a script that notes down when it is called.
# Nothing is allowed, so nothing leaves the machine.
in_namespaces() {
  namespaces=$log.namespaces
  if [ "$(id -u)" -eq 0 ]; then
    say 'tests in namespaces are left out: they are for ordinary users, and this is root'
    return
  fi
  say "mvn verify -Ptracker, in $example: its tests run in namespaces of this machine's kernel; a library that calls home has it fail"
  # shellcheck disable=SC2016 # its own name
  printf '#!/bin/sh\n: >"$0.called"\nexit 1\n' >"$log.decoy"
  chmod +x "$log.decoy"
  mvn --batch-mode --no-transfer-progress --file "$example/pom.xml" verify -Ptracker -Dsandbox.kind=namespaces \
    -Dsandbox.allow=none "-Dsandbox.engine=$log.decoy" 2>&1 | tee "$namespaces"
  [ -e "$log.decoy.called" ] || echo 'no engine was called' >>"$namespaces"
  if grep -Fqs 'tests cannot run in namespaces' "$namespaces"; then
    say 'tests in namespaces are left out; the line above says why'
    rm "$namespaces"
  fi
}

# The image that the plugin takes by itself, where the engine has it or a registry answers; else one of our own.
choose_base() {
  image=$base_image
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
  if [ "$containers" = yes ]; then seen_in_containers; fi
  if [ -e "$namespaces" ]; then seen_in_namespaces; fi
  [ "$unseen" -eq 0 ] || die "$unseen not seen; the output above tells why"
  [ "$containers" = yes ] ||
    say "containers are left out, as no engine with a base image can be had: $why. Have Docker or Podman work for you, with" \
      "$base_image in it, and run this again"
}

seen_in_containers() {
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
}

seen_in_namespaces() {
  if [ "$containers" = yes ]; then printf '5. '; fi
  echo 'Tests need neither an engine nor an image to be in a sandbox.'
  seen 'they ran in namespaces' 'tests run in namespaces' "$namespaces"
  seen "a library's call failed the build, with the tests passed" 'ERROR.* 1 violation of the policy' "$namespaces"
  seen 'the artifact whose code it was is named' 'example:tracker:1\.0: blocked out tcp 198\.51\.100\.20:8080' "$namespaces"
  seen 'no engine was called, and so no image was used' 'no engine was called$' "$namespaces"
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
  [ "$containers" = no ] || "$dev/servers.sh" down "$network" || true
  rm -f "$log" "$log".*
  engine_leave
  [ -z "$engine_pid" ] || say "dockerd is left running (process $engine_pid) for your next run; 'kill $engine_pid' ends it"
}

main
