#!/bin/sh
# An engine's network with no way out of it, and on it a host to allow and a host to block.
#
#   src/dev/servers.sh up NAME [IMAGE]   starts them; the image has a JRE 17 or newer (default sandbox-dev/jre:17)
#   src/dev/servers.sh down NAME         removes them and the network
#
# NAME is the network's. The hosts are the containers NAME-allowed (allowed.test) and NAME-blocked (blocked.test); what
# they serve stands in Server.java. The network gets addresses that no other one has, so that several can be up at a time:
# those of another checkout, too. Which ones, target/servers/NAME.properties says.
set -eu
dev=$(cd "$(dirname "$0")" && pwd)
root=${dev%/src/dev}
# shellcheck source=common.sh
. "$dev/common.sh"
# shellcheck source=engine.sh
. "$dev/engine.sh"

checkout_label=io.github.mavensandbox.checkout

# Parts of what is reserved for documentation, of 64 addresses each. Tests use the third such range, 192.0.2.0/24, for
# what nothing has.
parts='198.51.100.0 198.51.100.64 198.51.100.128 198.51.100.192 203.0.113.0 203.0.113.64 203.0.113.128 203.0.113.192'

up() {
  engine image inspect "$image" >/dev/null 2>&1 || die "$ENGINE has no image '$image'; src/dev/verify.sh makes it"
  remove_leftovers
  network
  write_addresses
  compile
  server allowed "$allowed4" "$allowed6"
  server blocked "$blocked4" "$blocked6"
  await allowed
  await blocked
}

# What was left behind by a build that was killed: this checkout's under the same name, and that of checkouts that are
# not there any more.
remove_leftovers() {
  for other in $(engine network ls --filter label=io.github.mavensandbox=dev --format '{{.Name}}'); do
    owner=$(engine network inspect --format "{{index .Labels \"$checkout_label\"}}" "$other" 2>/dev/null) || continue
    if [ "$other" = "$name" ]; then
      [ "$owner" = "$root" ] || [ ! -d "$owner" ] ||
        die "the network '$name' belongs to the checkout $owner; choose another name, or have it removed by" \
          "'$owner/src/dev/servers.sh down $name'"
      down "$name"
    elif [ -n "$owner" ] && [ ! -d "$owner" ]; then
      (down "$other") || true
    fi
  done
}

network() {
  answer='this machine has routes into all of them'
  number=0
  for part in $parts; do
    number=$((number + 1))
    # Addresses that an engine gives by itself come from 16 of their own, so that it takes none that is meant for a host.
    if ! routed "$part" && answer=$(engine network create --internal --label io.github.mavensandbox=dev \
      --label "$checkout_label=$root" --subnet "$part/26" --gateway "$(host 1)" --ip-range "$(host 32)/28" \
      ${v6:+--ipv6 --subnet "2001:db8:$number::/64"} "$name" 2>&1); then
      return
    fi
  done
  die "cannot make the network '$name' in any of the ranges $parts (/26 each): $answer; '$ENGINE network ls" \
    "--filter label=io.github.mavensandbox=dev' shows which other checkouts have them, and" \
    "'src/dev/servers.sh down NAME' removes one"
}

# host NUMBER: that address of the part.
host() {
  printf '%s.%s\n' "${part%.*}" $((${part##*.} + $1))
}

# routed PART: whether this machine has a route to some of it, other than the default one. An engine looks at its own
# networks only.
routed() {
  last=${1##*.} rest=${1%.*}
  third=${rest##*.} rest=${rest%.*}
  # The kernel writes the bytes backwards: 255.255.255.192 is C0FFFFFF.
  candidate=0x$(printf %02X "$last" "$third" "${rest##*.}" "${rest%.*}")
  while read -r _ destination _ _ _ _ _ mask _; do
    case $mask in Mask | 00000000) continue ;; esac
    common=$((0x$mask & 0xC0FFFFFF))
    [ $((candidate & common)) -ne $((0x$destination & common)) ] || return 0
  done </proc/net/route
  return 1
}

# Sets the hosts' addresses, and writes them down for tests. client4 is for a container of a test's own.
write_addresses() {
  allowed4=$(host 10) allowed6=2001:db8:$number::10
  blocked4=$(host 20) blocked6=2001:db8:$number::20
  mkdir -p "${addresses%/*}"
  cat >"$addresses" <<PROPERTIES
network4=$part/26
network6=2001:db8:$number::/64
gateway4=$(host 1)
broadcast4=$(host 63)
allowed4=$allowed4
allowed6=$allowed6
blocked4=$blocked4
blocked6=$blocked6
client4=$(host 25)
PROPERTIES
}

# Once for all servers of a clone; into a folder that is there only when it is complete.
compile() {
  classes=$root/target/servers/classes
  [ -z "$(find "$classes" -maxdepth 0 -newer "$dev/Server.java" 2>/dev/null)" ] || return 0
  require_toolchain
  work=$(mktemp -d "$root/target/servers/new.XXXXXX")
  "$java_home/bin/javac" --release 17 -d "$work" "$dev/Server.java"
  chmod 0755 "$work"
  rm -rf "$classes"
  # Another one may have been faster.
  mv -T "$work" "$classes" 2>/dev/null || rm -rf "$work"
}

# server HOST IPV4-ADDRESS IPV6-ADDRESS
server() {
  # shellcheck disable=SC2086 # create_args are words
  engine create $create_args --name "$name-$1" --label io.github.mavensandbox=dev --network "$name" \
    --ip "$2" ${v6:+--ip6 "$3"} --network-alias "$1.test" "$image" java -cp /srv Server "$1" >/dev/null
  # By a pipe: an engine that runs as another user cannot read this one's files.
  tar -C "$classes" -cf - . | engine cp - "$name-$1:/srv"
  engine start "$name-$1" >/dev/null
}

await() {
  for _ in $(seq 100); do
    engine logs "$name-$1" 2>&1 | grep -q '^ready' && return
    sleep 0.1
  done
  die "the server $name-$1 does not start: $(engine logs "$name-$1" 2>&1 | tail -n 1)"
}

# down NETWORK
down() {
  engine rm -fv "$1-allowed" "$1-blocked" >/dev/null 2>&1 || true
  if engine network inspect "$1" >/dev/null 2>&1; then
    engine network rm "$1" >/dev/null || die "cannot remove the network '$1': something else is attached to it"
  fi
}

[ $# -ge 2 ] || die 'usage: servers.sh up NAME [IMAGE] | down NAME'
name=$2
image=${3:-sandbox-dev/jre:17}
addresses=$root/target/servers/$name.properties
# IPv6 as well, where this kernel has it: the file is there, but empty, where it is switched off.
v6=$(head -n 1 /proc/net/if_inet6 2>/dev/null || true)
engine_find || die "no container engine answers (tried: ${ENGINE:-docker podman}); src/dev/quickstart.sh sets one up"
case $1 in
  up) up ;;
  down)
    down "$name"
    rm -f "$addresses"
    ;;
  *) die "'$1' is neither up nor down" ;;
esac
