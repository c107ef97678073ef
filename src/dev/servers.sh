#!/bin/sh
# An engine's network with no way out of it, and on it a host to allow and a host to block.
#
#   src/dev/servers.sh up NAME [IMAGE]   starts them; the image has a JRE 17 or newer (default sandbox-dev/jre:17).
#                                        An engine has room for one of these networks: another is removed first.
#   src/dev/servers.sh down NAME         removes them and the network
#
# NAME is the network's. The hosts are the containers NAME-allowed (198.51.100.10, 2001:db8:51::10, allowed.test) and
# NAME-blocked (198.51.100.20, 2001:db8:51::20, blocked.test); what they serve stands in Server.java.
set -eu
dev=$(dirname "$0")
# shellcheck source=common.sh
. "$dev/common.sh"
# shellcheck source=engine.sh
. "$dev/engine.sh"

up() {
  engine image inspect "$image" >/dev/null 2>&1 || die "$ENGINE has no image '$image'; src/dev/verify.sh makes it"
  # One that was left behind, say by a build that was killed.
  for other in $(engine network ls --filter label=io.github.mavensandbox=dev --format '{{.Name}}'); do
    down "$other"
  done
  network
  classes=$(mktemp -d)
  trap 'rm -rf "$classes"' EXIT
  require_toolchain
  "$java_home/bin/javac" --release 17 -d "$classes" "$dev/Server.java"
  server allowed 10
  server blocked 20
  await allowed
  await blocked
}

network() {
  engine network create --internal --label io.github.mavensandbox=dev --subnet 198.51.100.0/24 \
    ${v6:+--ipv6 --subnet 2001:db8:51::/64} "$name" >/dev/null ||
    die "cannot make the network '$name' with 198.51.100.0/24; if another has it, '$ENGINE network ls' shows which"
}

# server HOST NUMBER: the number is the last one of both addresses.
server() {
  # shellcheck disable=SC2086 # create_args are words
  engine create $create_args --name "$name-$1" --label io.github.mavensandbox=dev --network "$name" \
    --ip "198.51.100.$2" ${v6:+--ip6 "2001:db8:51::$2"} --network-alias "$1.test" \
    "$image" java -cp /srv Server "$1" >/dev/null
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
# IPv6 as well, where this kernel has it: the file is there, but empty, where it is switched off.
v6=$(head -n 1 /proc/net/if_inet6 2>/dev/null || true)
engine_find || die "no container engine answers (tried: ${ENGINE:-docker podman}); src/dev/quickstart.sh sets one up"
case $1 in
  up) up ;;
  down) down "$name" ;;
  *) die "'$1' is neither up nor down" ;;
esac
