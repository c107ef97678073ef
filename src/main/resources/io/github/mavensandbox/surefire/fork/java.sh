#!/bin/sh
# Surefire starts this in place of java. It asks the Maven process that made it for a fork in the sandbox, and
# becomes the client that starts it and is attached to it.
set -eu
maven=@maven@
requests=@requests@
request=$requests/$$
closed='sandbox:prepare set the property jvm to this program, which starts JVMs only for Surefire, Failsafe and ScalaTest while they run tests; give any other plugin a java of its own'
refuse() {
  printf 'sandbox: %s\n' "$*" >&2
  exit 125
}
kill -0 "$maven" 2>/dev/null || refuse 'the build that made this java has ended; tests start with mvn'
umask 077
rm -rf "$request"
mkdir "$request" || refuse "$closed"
printf '%s\0' "$@" >"$request/arguments"
cat "/proc/$$/environ" >"$request/environment"
printf '%s' "$PWD" >"$request/directory"
: >"$request/complete"
until [ -e "$request/answer" ]; do
  kill -0 "$maven" 2>/dev/null || refuse 'Maven has ended'
  [ -e "$requests/open" ] || refuse "$closed"
  sleep 0.01
done
read -r verb answer <"$request/answer"
client() {
  exec @client@ "$answer"
}
case $verb in
  start) client ;;
  start-and-wait) ;;
  *) refuse "$answer" ;;
esac
# Surefire reads a file of this JVM as soon as it has ended, so it has to be here by then.
code=0
(client) || code=$?
: >"$request/ended"
until [ -e "$request/taken" ]; do
  [ ! -e "$request/lost" ] || refuse 'the list of test classes was not taken'
  kill -0 "$maven" 2>/dev/null || refuse 'Maven has ended'
  sleep 0.01
done
exit "$code"
