#!/bin/sh
# Surefire starts this in place of java. It asks the Maven process that made it for a fork in the sandbox, and
# becomes the client that starts it and is attached to it.
set -eu
maven=@maven@
requests=@requests@
request=$requests/$$
refuse() {
  printf 'sandbox: %s\n' "$*" >&2
  exit 125
}
kill -0 "$maven" 2>/dev/null || refuse 'the build that made this java has ended; tests start with mvn'
umask 077
rm -rf "$request"
mkdir "$request" || refuse 'tests run in the sandbox only while Maven is at them'
printf '%s\0' "$@" >"$request/arguments"
cat "/proc/$$/environ" >"$request/environment"
printf '%s' "$PWD" >"$request/directory"
: >"$request/complete"
until [ -e "$request/answer" ]; do
  kill -0 "$maven" 2>/dev/null || refuse 'Maven has ended'
  [ -e "$requests/open" ] || refuse 'tests run in the sandbox only while Surefire or Failsafe is at them'
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
  kill -0 "$maven" 2>/dev/null || refuse 'Maven has ended'
  sleep 0.01
done
exit "$code"
