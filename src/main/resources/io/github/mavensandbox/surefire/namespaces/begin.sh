#!/sandbox/bin/busybox sh
# The first program in a fork's sandbox: becomes the command if every privilege is gone, and nothing is open that is not
# the command's.
#
#   begin.sh COMMAND [ARGUMENT ...]
#
# shellcheck shell=dash
set -eu
refuse() {
  printf 'sandbox: %s; the JVM was not started\n' "$*" >&2
  exit 125
}
left=7
while read -r key value; do
  case $key in
    CapInh: | CapPrm: | CapEff: | CapBnd: | CapAmb:) [ "$value" = 0000000000000000 ] || refuse "$key is $value and not 0" ;;
    NoNewPrivs:) [ "$value" = 1 ] || refuse 'no_new_privs is not set' ;;
    Seccomp:) [ "$value" = 2 ] || refuse 'no system call filter is in force' ;;
    *) continue ;;
  esac
  left=$((left - 1))
done </proc/self/status
[ $left -eq 0 ] || refuse '/proc/self/status does not list all privileges'
# A shell opens its script at 10 or above, to be closed when it becomes another program.
for descriptor in 3 4 5 6 7 8 9; do
  [ ! -e "/proc/$$/fd/$descriptor" ] || refuse "descriptor $descriptor of the host is open"
done
# This shell has exported two variables of its own, and ignores what a background job of a shell does; a JVM would, too.
exec /sandbox/lib/ld.so --library-path /sandbox/lib /sandbox/bin/env -u PWD -u SHLVL --default-signal=INT,QUIT "$@"
