# shellcheck shell=sh
# Finds a container engine that works, or brings one up. Sourced after common.sh.
#
# ENGINE       docker or podman: the one that works; set by the caller (not to 'auto'), no other one is tried
# engine_args  the engine's global options, and
# create_args  those of 'create' and 'run', for an engine that needs some here: words, none of which has a space
# engine_pid   the daemon that this script has started; empty when it found one
#
# Several runs share a daemon: each has a shared lock on $cache/engine.lock (descriptor 9) from engine_use to its end, and
# whoever is the last stops the daemon that one of them has started, whose process is in $cache/dockerd.pid.

: "${cache:?source common.sh first}"

[ "${ENGINE:-auto}" != auto ] || ENGINE=
engine_args=
create_args=
engine_pid=
engine_used=

engine() {
  # shellcheck disable=SC2086 # words, see above
  "$ENGINE" $engine_args "$@" 7>&- 9>&-
}

engine_ensure() {
  engine_use
  engine_find && return
  # Docker is the one that can be started.
  [ "${ENGINE:-docker}" = docker ] || die "$ENGINE does not answer: $("$ENGINE" info 2>&1 | tail -n 1)"
  engine_refuse_remote
  engine_want
  install_wanted
  earlier=$(cat "$cache/dockerd.pid" 2>/dev/null) || true
  in_turn dockerd engine_start
  engine_pid=$(cat "$cache/dockerd.pid" 2>/dev/null) || true
  [ "$engine_pid" != "$earlier" ] || engine_pid=
  engine_find || die "dockerd runs, but docker does not answer: $(docker info 2>&1 | tail -n 1)"
}

# Says to other runs that this one has the engine.
engine_use() {
  [ -z "$engine_used" ] || return 0
  engine_used=yes
  mkdir -p "$cache"
  exec 9>>"$cache/engine.lock"
  # Not for ever: a process that a run has left behind may still have it.
  flock --shared --timeout 60 9 || true
}

# Wants the package of the daemon, where one has to be started.
engine_want() {
  engine_find || want dockerd docker.io
}

engine_find() {
  for candidate in ${ENGINE:-docker podman}; do
    engine_answers "$candidate" || continue
    ENGINE=$candidate
    engine_limits
    return
  done
  return 1
}

# A docker client without a daemon still ends with 0 in some versions, so the answer counts and not the exit code.
engine_answers() {
  command -v "$1" >/dev/null || return
  case ${1##*/} in
    podman) format='{{.Version.Version}}' ;;
    *) format='{{.ServerVersion}}' ;;
  esac
  [ -n "$(timeout 20 "$1" info --format "$format" 2>/dev/null 7>&- 9>&-)" ]
}

# Podman raises its containers' limits, which takes CAP_SYS_RESOURCE; where root has none (some virtual machines and CI
# runners), crun fails outright and runc needs limits that the caller may set.
engine_limits() {
  effective=$(sed -n 's/^CapEff:[[:space:]]*//p' /proc/self/status)
  [ "$ENGINE" = podman ] && [ "$(id -u)" -eq 0 ] && [ $((0x$effective >> 24 & 1)) -eq 0 ] || return 0
  engine_args='--runtime=runc'
  # shellcheck disable=SC2034 # for those who source this
  create_args='--ulimit=nofile=20000:20000 --ulimit=nproc=1000:1000'
}

# A daemon of our own would not help: the client would go on asking the other one.
engine_refuse_remote() {
  [ -z "${DOCKER_HOST:-}" ] || die "DOCKER_HOST is '$DOCKER_HOST', where no engine answers; start that one or unset it"
  [ -z "${DOCKER_CONTEXT:-}" ] ||
    die "DOCKER_CONTEXT is '$DOCKER_CONTEXT', where no engine answers; start that one or unset it"
}

engine_start() {
  # Another run was faster.
  engine_find && return
  if [ -d /run/systemd/system ]; then
    say 'starting the docker service'
    as_root systemctl start docker || die "the docker service does not start; see 'journalctl -u docker'"
    engine_refuse_strangers
  else
    engine_start_by_hand
  fi
}

# On a machine with services, who may use docker is its administrator's decision (it is as good as root).
engine_refuse_strangers() {
  engine_find ||
    die "docker runs, but not for you; 'sudo usermod -aG docker $(id -un)' and a new login change that"
}

# Without systemd (containers, many CI runners) nothing starts the daemon.
engine_start_by_hand() {
  engine_log=$cache/dockerd.log
  mkdir -p "$cache"
  running=$(cat /var/run/docker.pid 2>/dev/null) || running=
  # One that was killed and that nobody waits for keeps its name.
  if [ "$(cat "/proc/${running:-none}/comm" 2>/dev/null)" = dockerd ] &&
    ! grep -q '^State:[[:space:]]*Z' "/proc/$running/status"; then
    engine_wait "$running" "dockerd (process $running) does not answer"
    return
  fi
  require_root "dockerd does not run, only root can start it, and there is no sudo; have it started"
  # A daemon that was killed leaves it behind, and the next one refuses to start.
  as_root rm -f /var/run/docker.pid
  say "starting dockerd; its log is $engine_log"
  engine_daemon </dev/null >"$engine_log" 2>&1 7>&- 9>&- &
  engine_wait $! 'dockerd does not start'
  cat /var/run/docker.pid >"$cache/dockerd.pid"
}

# In a session of its own, it outlives this script and its terminal. The group is the caller's, who can then use it. By
# exec: a shell that waited for it would keep what this script writes to open, and who reads that waiting.
engine_daemon() {
  [ "$(id -u)" -eq 0 ] || exec sudo setsid dockerd --group "$(id -gn)"
  exec setsid dockerd --group "$(id -gn)"
}

# engine_wait PID MESSAGE: 60 s, or until the process has ended.
engine_wait() {
  for _ in $(seq 120); do
    engine_answers docker && return
    [ -d "/proc/$1" ] || break
    sleep 0.5
  done
  die "$2: $(tail -n 1 "$engine_log" 2>/dev/null)"
}

# Has the daemon that this script has started go on after the last run.
engine_leave() {
  [ -z "$engine_pid" ] || rm -f "$cache/dockerd.pid"
}

# Ends the daemon that this or another run has started, and no other, once no run uses it.
engine_stop() {
  started=$(cat "$cache/dockerd.pid" 2>/dev/null) || return 0
  [ "$(cat /var/run/docker.pid 2>/dev/null)" = "$started" ] || return 0
  if ! flock --exclusive --nonblock 9; then
    say "dockerd (process $started) goes on: another run uses it, and stops it at its end"
    return
  fi
  say "stopping dockerd (process $started)"
  rm -f "$cache/dockerd.pid"
  as_root kill "$started"
  for _ in $(seq 60); do
    [ -d "/proc/$started" ] || return 0
    sleep 0.5
  done
  die "dockerd (process $started) has not ended within 30 s; its log is $cache/dockerd.log"
}
