#!/bin/sh
# Starts one JVM of Surefire's in its sandbox, passes signals on to it, and ends with its exit code. Maven writes this for
# each JVM; its own words stand between two @.
#
# shellcheck shell=dash disable=SC2317 # called by the traps
set -u
folder=@folder@
exec 3<&0
# Nothing of this environment goes any further: each program on the way has an empty one.
/usr/bin/env -i @client@ <&3 3<&- 7>"$folder/status" 8<"$folder/arguments" 9<@seccomp@ &
client=$!
exec 3<&-

# nsenter starts bubblewrap, that the first process of the sandbox, and that the JVM.
child() { # PROCESS
  found=
  { read -r found _ <"/proc/$1/task/$1/children" || :; } 2>/dev/null
  echo "${found:-$1}"
}
pass() { # SIGNAL
  # Before there is a JVM, this ends the start.
  kill -"$1" "$(child "$(child "$(child "$client")")")" 2>/dev/null || :
}
for signal in HUP INT QUIT TERM USR1 USR2; do
  # shellcheck disable=SC2064 # the signal's name is meant now
  trap "pass $signal" "$signal"
done
while :; do
  code=0
  wait "$client" 2>/dev/null || code=$? # quiet: a shell says "Killed" here
  kill -0 "$client" 2>/dev/null || break
done
exit "$code"
