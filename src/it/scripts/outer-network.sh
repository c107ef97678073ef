# shellcheck shell=sh
# Runs a command in a network of its own, from which one other host can be reached, on which something listens at port 8080
# of 198.51.100.10, .11 and 2001:db8:1::10. The machine itself is 198.51.100.1, and listens at port 7070 of every address.
# For root.
#
#   outer-network.sh COMMAND [ARGUMENT ...]
set -e
ip link set lo up
unshare --net sleep 600 &
host=$!
until [ "$(readlink "/proc/$host/ns/net")" != "$(readlink /proc/self/ns/net)" ]; do sleep 0.01; done
ip link add outer type veth peer name inner netns "$host"
ip address add 198.51.100.1/24 dev outer
ip address add 2001:db8:1::1/64 dev outer nodad
ip link set outer up
ip route add default via 198.51.100.10
ip -6 route add default via 2001:db8:1::10
nsenter -t "$host" -n sh -c '
  ip link set lo up
  ip address add 198.51.100.10/24 dev inner
  ip address add 198.51.100.11/24 dev inner
  ip address add 2001:db8:1::10/64 dev inner nodad
  ip link set inner up'
# shellcheck disable=SC2016 # perl's own
listen='
  use IO::Socket::IP;
  my $s = IO::Socket::IP->new(Listen => 50, LocalHost => "::", LocalPort => $ARGV[0], V6Only => 0) or die "$@";
  while (my $c = $s->accept) { sysread $c, my $asked, 4096; print $c "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"; close $c }'
nsenter -t "$host" -n perl -e "$listen" 8080 &
there=$!
perl -e "$listen" 7070 &
here=$!
# shellcheck disable=SC2064 # they are known now
trap "kill $host $there $here" EXIT
# shellcheck disable=SC2016 # perl's own
until perl -MIO::Socket::IP -e 'for (@ARGV) { IO::Socket::IP->new($_) or exit 1 }' 198.51.100.10:8080 127.0.0.1:7070; do sleep 0.05; done
"$@"
