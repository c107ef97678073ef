# shellcheck shell=sh
# Makes a machine and two hosts that it can reach, in a network of their own: nothing leaves that. For root, in new network
# and mount namespaces, which become the machine's. Says "ready", the number of the process whose network is the hosts', and
# their link-local address; takes all away when its input ends.
#
#   adversary-world.sh HOSTS RESOLV.CONF RECEIVER ADDRESS ...
#
# HOSTS and RESOLV.CONF are what the machine has as such files, RECEIVER is receiver.c, which is the stranger, too. The
# addresses, to which nothing may be sent from here, are reached by an interface of their own (wire0).
#
# Hosts: 198.51.100.20, 2001:db8:1::20 (blocked), and 198.51.100.10 (allowed), which listens at port 8080. The machine is
# 198.51.100.1, 2001:db8:1::1, and listens at ports 53, 6060 (TCP) and 6061 (UDP) of each of its addresses. Its ordinary
# users may listen at every port, and ping.
set -e
mount --bind "$1" /etc/hosts
mount --bind "$2" /etc/resolv.conf
receiver=$3
shift 3
ip link set lo up
unshare --net sleep 3600 &
others=$!
until [ "$(readlink "/proc/$others/ns/net")" != "$(readlink /proc/self/ns/net)" ]; do sleep 0.01; done
echo 0 >/proc/sys/net/ipv6/conf/default/accept_dad
echo 0 >/proc/sys/net/ipv4/ip_unprivileged_port_start
echo '0 2147483647' >/proc/sys/net/ipv4/ping_group_range
nsenter -t "$others" -n sh -c 'echo 0 >/proc/sys/net/ipv6/conf/default/accept_dad'
ip link add eth0 type veth peer name eth0 netns "$others"
ip address add 198.51.100.1/24 broadcast 198.51.100.255 dev eth0
ip address add 2001:db8:1::1/64 dev eth0
ip link set eth0 up
nsenter -t "$others" -n sh -c '
  ip link set lo up
  ip address add 198.51.100.20/24 broadcast 198.51.100.255 dev eth0
  ip address add 198.51.100.10/24 dev eth0
  ip address add 2001:db8:1::20/64 dev eth0
  ip link set eth0 up'
ip route add default via 198.51.100.20
ip -6 route add default via 2001:db8:1::20
ip link add wire0 type veth peer name wire1 netns "$others"
ip link set wire0 up
nsenter -t "$others" -n ip link set wire1 up
for address; do
  nsenter -t "$others" -n ip address add "$address" dev wire1
  ip route add "$address" dev wire0
done
# shellcheck disable=SC2016 # perl's own
listen='
  use IO::Socket::IP;
  $SIG{CHLD} = "IGNORE";
  for my $port (@ARGV) {
    next if fork;
    my @at = (LocalHost => "::", LocalPort => $port =~ s/u//r, V6Only => 0, ReuseAddr => 1);
    if ($port =~ /u/) {
      my $s = IO::Socket::IP->new(Proto => "udp", Type => SOCK_DGRAM, @at) or die "$port: $@";
      while (defined(my $from = $s->recv(my $asked, 4096))) { $s->send("answer", 0, $from) }
    } else {
      my $s = IO::Socket::IP->new(Listen => 50, @at) or die "$port: $@";
      my @open;
      while (my $c = $s->accept) { push @open, $c; shift @open if @open > 50 }
    }
    exit;
  }
  sleep 3600'
nsenter -t "$others" -n perl -e "$listen" 8080 &
there=$!
perl -e "$listen" 53 53u 6060 6061u &
here=$!
nsenter -t "$others" -n "$receiver" stranger 198.51.100.1 &
stranger=$!
# shellcheck disable=SC2016 # perl's own
answers='for (@ARGV) { IO::Socket::IP->new($_) or exit 1 }'
until perl -MIO::Socket::IP -e "$answers" 198.51.100.10:8080 127.0.0.1:53 127.0.0.1:6060; do sleep 0.05; done
link=$(nsenter -t "$others" -n ip -6 -oneline address show dev eth0 scope link | sed 's|.* inet6 ||; s|/.*||')
echo "ready $others $link"
cat >/dev/null
for process in "$there" "$here"; do
  # shellcheck disable=SC2046 # several
  kill "$process" $(cat "/proc/$process/task/$process/children") 2>/dev/null || true
done
kill "$others" "$stranger"
