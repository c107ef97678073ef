#!/sandbox/bin/busybox sh
# Becomes a command if this is the network of the firewall that has this interface. Process numbers are used again: the
# firewall's may by now be that of a process in another network, such as the host's.
#
#   enter.sh INTERFACE COMMAND [ARGUMENT ...]
#
# The mounts are this process's own: bubblewrap looks its child up in /proc, by the number that it has below the firewall.
#
# shellcheck shell=dash
set -eu
interface=$1
shift
refuse() {
  echo "sandbox: $*; the JVM was not started" >&2
  exit 125
}
mount -t proc proc /proc 2>/dev/null || refuse 'the kernel mounts no /proc here'
found=no
while read -r name _; do
  [ "$name" != "$interface:" ] || found=yes
done </proc/self/net/dev
[ $found = yes ] || refuse 'the firewall of these tests has ended'
exec "$@"
