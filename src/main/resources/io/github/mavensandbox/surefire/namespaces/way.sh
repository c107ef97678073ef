#!/bin/sh
# Says what is wrong with the way out of a firewall's network, and nothing where all is as it should be: it has the one
# interface that pasta made, with the addresses and routes that pasta was told, and nothing listens but for servers of the
# machine.
#
#   way.sh IP INTERFACE [PORT ...]  IP: iproute2's program; PORT: of a server, four hexadecimal digits
#
# shellcheck shell=dash
set -eu
ip=$1
interface=$2
shift 2
ports=" $* "
"$ip" -o address | while read -r _ name _ address _; do
  case "$name $address" in
    'lo 127.0.0.1/8' | 'lo ::1/128' | "$interface 192.0.2.2/24" | "$interface 2001:db8:77::2/64" | "$interface fe80::"*) ;;
    *) echo "$name has the address $address" ;;
  esac
done
{ "$ip" route && "$ip" -6 route; } | while read -r destination rest; do
  case "$destination $rest " in
    "default via 192.0.2.1 dev $interface "* | "192.0.2.0/24 dev $interface "*) ;;
    "default via 2001:db8:77::1 dev $interface "* | "2001:db8:77::/64 dev $interface "* | "fe80::/64 dev $interface "*) ;;
    *) echo "there is a route to $destination $rest" ;;
  esac
done
"$ip" route get 198.51.100.1 >/dev/null 2>&1 || "$ip" route get 2001:db8:ffff::1 >/dev/null 2>&1 || echo 'there is no route out'
for table in tcp tcp6 udp udp6 raw raw6; do
  {
    read -r _
    while read -r _ local _; do
      case "$table $ports" in
        tcp*" ${local##*:} "*) ;;
        *) echo "something listens at $local ($table)" ;;
      esac
    done
  } 2>/dev/null <"/proc/self/net/$table" || :
done
