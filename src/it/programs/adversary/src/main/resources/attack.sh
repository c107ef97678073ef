# shellcheck shell=sh disable=SC2016,SC2317 # parameters of inner shells; functions that are called by name
# What an attack does by commands.
#
#   attack.sh FUNCTION ADDRESS PORT TOKEN
#
# Prints "done", "refused: REASON" or "absent: REASON", as attack.c does.

address=$2 port=$3 token=$4

tool() {
  tool_name=$1
  shift
  XTABLES_LIBDIR=$SANDBOX/lib/xtables "$SANDBOX/lib/ld.so" --library-path "$SANDBOX/lib" "$SANDBOX/bin/$tool_name" "$@"
}

# The last line that a failed command says.
attempt() {
  if said=$("$@" 2>&1 </dev/null); then
    echo "done: $*"
    exit
  fi
  said=$(printf '%s' "$said" | tail -n 1 | tr -cd ' -~')
}
refused() {
  echo "refused: $said"
}

# Opened for writing and left as it is: where that succeeds, the machine itself could be changed.
writable() {
  attempt sh -c 'exec >>"$0"' "$1"
}

iptables_flush() {
  attempt tool xtables-nft-multi iptables -F
}
iptables_policy() {
  attempt tool xtables-nft-multi iptables -P OUTPUT ACCEPT
  attempt tool xtables-nft-multi ip6tables -P OUTPUT ACCEPT
}
ipset_destroy() {
  attempt tool ipset flush
  attempt tool ipset destroy
}
ip_route() {
  attempt ip route add 203.0.113.0/24 dev lo
  attempt busybox ip route add 203.0.113.0/24 dev lo
}
ip_address() {
  attempt ip address add 203.0.113.1/32 dev lo
}
signal_watcher() {
  for signal in STOP KILL; do attempt kill -s "$signal" 1; done
}
setuid() {
  said=$(attack-setuid privileges '' 0 "$token" 2>&1)
  [ "$said" != "done" ] || attempt true
}
file_capability() {
  said=$(attack-capable privileges '' 0 "$token" 2>&1)
  [ "$said" != "done" ] || attempt true
}
sudo() {
  attempt /usr/bin/sudo -n true
  attempt su -c true
}
core_pattern() {
  writable /proc/sys/kernel/core_pattern
}
proc_sys() {
  for file in /proc/sys/net/ipv4/ip_forward /proc/sys/net/ipv4/ip_unprivileged_port_start /proc/sys/kernel/modprobe \
    /proc/sysrq-trigger /sys/class/net/eth0/mtu /sys/kernel/uevent_helper; do
    writable "$file"
  done
}
release_agent() {
  said='there is none'
  for file in /sys/fs/cgroup/release_agent /sys/fs/cgroup/*/release_agent /sys/fs/cgroup/cgroup.procs \
    /sys/fs/cgroup/*/cgroup.procs; do
    [ ! -e "$file" ] || writable "$file"
  done
}
engine_sockets() {
  for socket in /run/docker.sock /var/run/docker.sock /run/podman/podman.sock /run/containerd/containerd.sock \
    /run/user/*/podman/podman.sock /run/user/*/docker.sock; do
    said=$(UNIX=$socket ./attack unix '' 0 "$token")
    [ "$said" != "done" ] || attempt true
  done
}
abstract_sockets() {
  said='there is none'
  names=$(awk '$8 ~ /^@/ { print $8 }' /proc/net/unix)
  [ -z "$names" ] || attempt echo "$names"
}
descriptors() {
  said='none but its own'
  for link in "/proc/$PROGRAM"/fd/*; do
    file=$(readlink "$link")
    case $file in
      /sandbox/agent.jar | /sandbox/agent.classes | /sandbox/attempts/*) ;;
      /sandbox/* | /sys/* | /proc/* | / | *docker* | *containers/* | */sandbox-maven-plugin/*) attempt echo "$file" ;;
    esac
  done
}
record_read() {
  attempt cat /sandbox/record/counters
  attempt ls /sandbox/record
}
record_write() {
  attempt sh -c 'echo end >>/sandbox/record/counters'
  attempt sh -c 'echo >/sandbox/record/forged'
}
record_delete() {
  attempt rm /sandbox/record/counters
  attempt mv /sandbox/record /sandbox/gone
}
# Where everybody is root, it would be the end of the program itself.
logger() {
  if [ "$(id -u)" -eq 0 ]; then
    echo 'absent: it is root itself'
    exit
  fi
  said="nothing of another user's is here"
  for process in /proc/[0-9]*; do
    if [ "$(stat -c %u "$process")" -eq 0 ]; then attempt kill -KILL "${process#/proc/}"; fi
  done
}
hosts() {
  attempt sh -c 'echo "192.0.2.20 allowed.test" >>/etc/hosts'
  attempt sh -c 'echo >/etc/hosts.new && mv /etc/hosts.new /etc/hosts'
}
resolv_conf() {
  attempt sh -c 'echo "nameserver 192.0.2.20" >>/etc/resolv.conf'
}
policy() {
  attempt sh -c 'echo >>/sandbox/policy/rules4'
  attempt mv /sandbox/policy /sandbox/gone
}
tools() {
  for file in /sandbox/entrypoint /sandbox/launch /sandbox/lib/ld.so /sandbox/seccomp.bpf; do writable "$file"; done
  attempt mv /sandbox/bin /sandbox/gone
}
base_image() {
  if grep -qx 0 /hostile/log; then attempt echo 'its code ran as root'; fi
  said="its code ran as $(sort -u /hostile/log | tr '\n' ' ')"
}
plant() {
  cd "$BASEDIR/target" || exit
  mkdir -p classes test-classes surefire-reports generated-sources maven-status sandbox
  for file in classes/Planted.class test-classes/PlantedTest.class adversary-1.jar surefire-reports/TEST-planted.xml \
    generated-sources/Planted.java maven-status/planted.lst sandbox/planted.json; do
    echo planted >"$file"
  done
  ln -s /etc/passwd planted-link
  echo "done"
  exit
}
# What would do harm by being a link, a pipe or a program of another's, or by being gone.
plant_links() {
  cd "$BASEDIR/target" || exit
  mkdir -p links/folder
  echo planted >links/plain
  ln -s "$SECRET" links/secret
  ln -s "$BASEDIR/src" links/folder/src
  ln links/plain links/hard
  mkfifo links/fifo
  cp /bin/true links/setuid
  chmod 6755 links/setuid
  echo planted >"links/$(printf 'new\nline')"
  rm -rf victim there
  ln -s "$BASEDIR/src" victim
  echo planted >victim/planted-by-link
  echo "done"
  exit
}
plant_in_project() {
  attempt sh -c 'echo planted >"$BASEDIR/src/planted" && echo planted >"$BASEDIR/pom.planted"'
}
plant_in_repository() {
  attempt sh -c 'echo planted >"$REPOSITORY/planted"'
}
plant_in_home() {
  attempt sh -c 'echo planted >"$HOME/.planted"'
}
race() {
  RACE=$BASEDIR/target/$token setsid ./attack race '' 0 "$token" >/dev/null 2>&1 </dev/null &
  sleep 1
  echo "done"
  exit
}
# The machine's own user may not look into its process: the program can be executed, and not read.
race_hidden() {
  RACE=$BASEDIR/target/$token setsid attack-hidden race '' 0 "$token" >/dev/null 2>&1 </dev/null &
  sleep 1
  echo "done"
  exit
}
cache() {
  attempt ls "$CACHE"
}
# Whoever may write to these can put a file of his own in the place of any in them.
system_files() {
  for folder in / /etc /usr /var /sandbox; do
    attempt sh -c 'echo >"$0/adversary" && rm "$0/adversary"' "$folder"
  done
}
devices() {
  said='there is none'
  for device in /dev/net/tun /dev/kmsg /dev/mem /dev/fuse /dev/kvm /dev/vhost-net /dev/vhost-vsock /dev/vsock; do
    [ ! -c "$device" ] || writable "$device"
  done
}
daemon() {
  setsid sh -c 'trap "" TERM INT HUP; for i in $(seq 600); do ./attack udp-sendto "$0" "$1" "$2"; usleep 100000; done' \
    "$address" "$port" "$token" >/dev/null 2>&1 </dev/null &
  sleep 1
  echo "done"
  exit
}

"$1"
refused
