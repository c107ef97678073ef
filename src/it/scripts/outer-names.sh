# shellcheck shell=sh
# Runs a command where a name server on loopback is all that /etc/resolv.conf has. It knows one name, api.example.com, which
# is 198.51.100.10. For root, in a network and a mount namespace of its own.
#
#   outer-names.sh COMMAND [ARGUMENT ...]
set -e
resolv=$(mktemp)
echo 'nameserver 127.0.0.1' >"$resolv"
chmod a+r "$resolv"
mount --bind "$resolv" /etc/resolv.conf
# shellcheck disable=SC2016 # perl's own
answer='
  use IO::Socket::INET;
  my $s = IO::Socket::INET->new(Proto => "udp", LocalAddr => "127.0.0.1", LocalPort => 53) or die "$@";
  while ($s->recv(my $q, 512)) {
    my ($id, $rest) = unpack "a2 x10 a*", $q;
    my ($name, $type) = ("", 0);
    while ((my $length = ord $rest) > 0) { $name .= lc(substr $rest, 1, $length) . "."; $rest = substr $rest, $length + 1 }
    my $question = substr $q, 12, length($q) - 12;
    $question = substr $question, 0, length($name) + 1 + 4;
    $type = unpack "n", substr $rest, 1, 2;
    my $known = $name eq "api.example.com.";
    my $a = $known && $type == 1;
    $s->send($id . pack("n5", $known ? 0x8180 : 0x8183, 1, $a ? 1 : 0, 0, 0) . $question
      . ($a ? pack("n3 N n C4", 0xc00c, 1, 1, 60, 4, 198, 51, 100, 10) : ""));
  }'
perl -e "$answer" &
server=$!
trap 'kill $server; rm -f "$resolv"' EXIT
until grep -q ' 0100007F:0035 ' /proc/net/udp; do sleep 0.02; done
"$@"
