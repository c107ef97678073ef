#!/sandbox/bin/busybox sh
# Process 1 of a firewall in namespaces: makes the network, and becomes the image's entrypoint, which locks it.
#
#   firewall.sh INTERFACE|- [OPTION ...]     options of the entrypoint
#
# Without a route a packet is refused before netfilter sees it, and is not recorded. So where no way leads out, there is a
# pair of interfaces inside, which leads nowhere: what the firewall's rules let pass ends at the other one of the two. Where
# one is to lead out (-), it is made when the network is locked.
#
# shellcheck shell=dash
set -eu
PATH=/sandbox/bin
interface=$1
shift
commands='link set lo up'
if [ "$interface" != - ]; then
  commands="$commands
link add $interface type veth peer name nowhere
link set $interface up
link set nowhere up
address add 192.0.2.2/24 dev $interface
address add 2001:db8:77::2/64 dev $interface nodad
neighbour add 192.0.2.1 lladdr 02:00:00:00:00:01 dev $interface nud permanent
neighbour add 2001:db8:77::1 lladdr 02:00:00:00:00:01 dev $interface nud permanent
route add default via 192.0.2.1
route add ::/0 via 2001:db8:77::1"
fi
env -i /sandbox/lib/ld.so --library-path /sandbox/namespaces/lib:/sandbox/lib /sandbox/namespaces/bin/ip -batch - <<END || exit 125
$commands
END
exec busybox sh /sandbox/entrypoint "$@" --quiet --hold-input
