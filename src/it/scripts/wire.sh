# shellcheck shell=sh
# Lays a pair of interfaces: what goes to these networks leaves by the first, and ends in the second.
#
#   wire.sh PREFIX ...
#
# IPV6=yes switches IPv6 on: Docker switches it off where it has not given an address itself.
set -e
ip link add wire0 type veth peer name wire1
ip link set wire0 arp off addrgenmode none
ip link set wire1 arp off addrgenmode none
[ -z "${IPV6:-}" ] || echo 0 >/proc/sys/net/ipv6/conf/wire0/disable_ipv6
ip link set wire1 up
ip link set wire0 up
for prefix; do ip route add "$prefix" dev wire0; done
