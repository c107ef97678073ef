# shellcheck shell=sh
# Runs a command as an ordinary user whom Docker's socket lets in, with a repository that nobody can write to.
#
#   as-another-user.sh REPOSITORY MOUNT-POINT HOME COMMAND [ARGUMENT ...]
set -e
mount --bind "$1" "$2"
mount -o remount,bind,ro "$2"
export HOME="$3"
shift 3
exec setpriv --reuid 12345 --regid 12345 --groups "$(stat -c %g "$SOCKET")" -- "$@"
