# shellcheck shell=sh
# What the scripts of this folder share: messages, packages, the cache, the toolchain. Sourced, not run, after root is set:
# the project's folder.

cache=${XDG_CACHE_HOME:-${HOME:?HOME is not set; set it to a writable folder}/.cache}/sandbox-maven-plugin

# Tells this clone's networks from those of another one on the same engine.
# shellcheck disable=SC2034 # for those who source this
checkout=$(printf %s "${root:?set root first}" | sha256sum | cut -c 1-8)

say() {
  printf '== %s\n' "$*"
}

die() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    die "'$1' must be run as root and there is no sudo; run this script as root"
  fi
}

# require_root MESSAGE: says so where nothing can be run as root.
require_root() {
  [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null || die "$*"
}

# hold NAME OTHER: from now to this script's end, no other script holds that name; OTHER is who does while it waits. Descriptor 7
# is the lock; a script holds one at a time.
hold() {
  mkdir -p "$cache"
  exec 7>>"$cache/$1.lock"
  flock --nonblock 7 || { say "waiting for $2" && flock 7; }
}

# in_turn NAME FUNCTION [ARGUMENT...]: calls the function, in a shell of its own, while no other run on this machine is in
# a section of that name. Never followed by || or &&: the function would go on after a failure.
in_turn() {
  mkdir -p "$cache"
  section=$cache/$1.lock
  shift
  (
    flock --nonblock 8 || { say "waiting for another run that has $section" && flock 8; }
    # What it starts has none of the locks: a daemon would keep them, and mmdebstrap's shell knows no descriptor above 9.
    "$@" 7>&- 8>&- 9>&-
  ) 8>"$section"
}

# install_packages PACKAGE...
install_packages() {
  command -v apt-get >/dev/null ||
    die "'$*' is missing and there is no apt-get to install it; install it and run this script again"
  require_root "'$*' is missing, only root can install it, and there is no sudo; have it installed"
  say "installing $* (apt-get)"
  in_turn apt apt_install "$@"
}

apt_install() {
  # A source of somebody else's that does not answer is no reason to stop: what is missing, the installation tells.
  as_root apt-get -qq update >"$cache/apt.log" 2>&1 || true
  # Another apt-get (a new machine's own upgrade) may hold the lock for a while.
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o DPkg::Lock::Timeout=300 \
    -o DPkg::Options::=--force-unsafe-io install --no-install-recommends "$@" >>"$cache/apt.log" 2>&1 ||
    die "apt-get could not install '$*': $(tail -n 1 "$cache/apt.log"); all of it is in $cache/apt.log"
}

wanted=

# want COMMAND-OR-FILE PACKAGE...: the packages are missing, unless the command or the file is there. All that are missing
# are installed at once by install_wanted: apt-get takes some seconds each time.
want() {
  command -v "$1" >/dev/null || {
    shift
    wanted="$wanted $*"
  }
}

install_wanted() {
  # shellcheck disable=SC2086 # names of packages
  [ -z "$wanted" ] || install_packages $wanted
  wanted=
}

# commas WORDS: as the plugin's properties want them
commas() {
  printf '%s\n' "$1" | tr ' ' ,
}

# server_address NETWORK NAME: an address that servers.sh has given, such as allowed4.
server_address() {
  sed -n "s/^$2=//p" "$root/target/servers/$1.properties"
}

# Maven decides which Java it runs on (JAVA_HOME, mavenrc, PATH), so it is the one to ask.
require_toolchain() {
  command -v mvn >/dev/null || die "there is no 'mvn' in PATH; install Maven 3.6.3 or newer"
  toolchain=$(mvn --batch-mode --version 2>&1) || die "'mvn --version' failed: $toolchain"
  toolchain=$(printf '%s\n' "$toolchain" | sed 's/\x1b\[[0-9;]*m//g')
  maven=$(printf '%s\n' "$toolchain" | sed -n 's/^Apache Maven \([^ ]*\).*/\1/p')
  java=$(printf '%s\n' "$toolchain" | sed -n 's/^Java version: \([^,]*\).*/\1/p')
  java_home=$(printf '%s\n' "$toolchain" | sed -n 's/^Java version:.*runtime: //p')
  [ "$(printf '%s\n' 3.6.3 "$maven" | sort -V | head -n 1)" = 3.6.3 ] ||
    die "Maven $maven is too old; install 3.6.3 or newer"
  [ "${java%%[!0-9]*}" -ge 17 ] || die "Maven runs on Java $java; install a JDK 17 or newer, or set JAVA_HOME to one"
  [ -x "$java_home/bin/javac" ] ||
    die "Maven runs on a Java without a compiler ($java_home); install a JDK 17 or newer, or set JAVA_HOME to one"
}
