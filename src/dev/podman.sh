# shellcheck shell=sh
# Podman twice: root's, and that of a user without privileges ("rootless"), where nobody has set either up. Sourced after
# common.sh.
#
# podman_root, podman_rootless   the programs that speak to them, both called podman; set by podman_ensure
#
# Root's is empty when this is not run by root; the caller's own is rootless then.

: "${cache:?source common.sh first}"

podman_user=sandbox-podman
podman_folder=$cache/podman

# podman_ensure [apart]: with that word, root's has a network namespace of its own, where Docker's networks and its
# firewall are not. Ports that it publishes are reached only there.
podman_ensure() {
  podman_want
  install_wanted
  podman_root=
  podman_rootless=podman
  [ "$(id -u)" -eq 0 ] || return 0
  podman_root=$podman_folder/root${1:+-$1}/podman
  podman_rootless=$podman_folder/rootless/podman
  in_turn podman podman_make "$@"
  for program in "$podman_root" "$podman_rootless"; do
    "$program" info >/dev/null 2>&1 || die "podman does not work: $("$program" info 2>&1 | tail -n 1)"
  done
}

# Wants the packages that are missing.
podman_want() {
  want podman podman
  want slirp4netns slirp4netns
  want newuidmap uidmap
  want /usr/libexec/podman/catatonit catatonit
  want /usr/lib/podman/netavark netavark aardvark-dns
  [ "$(id -u)" -ne 0 ] || want runc runc
}

podman_make() {
  podman_root_program "$@"
  podman_user_ensure
  podman_rootless_program
}

# Podman raises its containers' limits, which takes CAP_SYS_RESOURCE: some virtual machines' and CI runners' root has
# none. There crun fails outright, and runc needs limits that may be set.
podman_root_program() {
  mkdir -p "${podman_root%/*}"
  cat >"${podman_root%/*}/containers.conf" <<CONF
[containers]
default_ulimits = ["nofile=20000:20000", "nproc=1000:1000"]
[engine]
runtime = "runc"
CONF
  set -- ${1:+nsenter "--net=/run/netns/$podman_user"}
  if [ $# -gt 0 ]; then
    want ip iproute2
    install_wanted
    [ -e "/run/netns/$podman_user" ] || ip netns add "$podman_user"
    ip -n "$podman_user" link set lo up
  fi
  podman_program "$podman_root" "CONTAINERS_CONF=${podman_root%/*}/containers.conf" "$@"
}

# Its home is where no tmpfs hides it: Podman lays one over /var/lib for its networks.
podman_user_ensure() {
  id "$podman_user" >/dev/null 2>&1 ||
    useradd --create-home --home-dir "/home/$podman_user" --shell /usr/sbin/nologin "$podman_user"
  grep -q "^$podman_user:" /etc/subuid ||
    usermod --add-subuids 2000000-2065535 --add-subgids 2000000-2065535 "$podman_user"
  # As udev leaves it where there is one: slirp4netns opens it.
  [ ! -c /dev/net/tun ] || chmod 0666 /dev/net/tun
  home=$(getent passwd "$podman_user" | cut -d : -f 6)
  runtime=/run/$podman_user
  install -d -m 0700 -o "$podman_user" -g "$podman_user" "$runtime" "$home/.config" "$home/.config/containers"
  # No systemd keeps cgroups and a journal for this user.
  cat >"$home/.config/containers/containers.conf" <<'CONF'
[engine]
cgroup_manager = "cgroupfs"
events_logger = "file"
runtime = "runc"
[network]
network_backend = "netavark"
CONF
  cat >"$home/.config/containers/storage.conf" <<'CONF'
[storage]
driver = "overlay"
CONF
}

podman_rootless_program() {
  mkdir -p "$podman_folder/rootless"
  podman_program "$podman_rootless" -i "HOME=$home" "XDG_RUNTIME_DIR=$runtime" PATH=/usr/sbin:/usr/bin:/sbin:/bin \
    setpriv --reuid "$podman_user" --regid "$podman_user" --clear-groups
}

# podman_program FILE WORD...: calls podman by these words, which are env's.
podman_program() {
  file=$1
  shift
  # Podman refuses to work in a folder that its user cannot get into. It leaves processes behind, which would keep locks.
  cat >"$file.new" <<PROGRAM
#!/bin/sh
exec env $* sh -c 'cd "\$(pwd -P)" 2>/dev/null || cd /; exec podman "\$@"' podman "\$@" 7>&- 9>&-
PROGRAM
  chmod 0755 "$file.new"
  mv "$file.new" "$file"
}
