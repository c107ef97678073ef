# shellcheck shell=sh
# Base images for a machine that no registry answers, made of Debian's packages. Sourced after common.sh and engine.sh.
#
# sandbox-dev/jre:17         Debian with a JRE 17, and what it takes to try a network: curl, ping, nc, socat, ip, perl
# sandbox-dev/jvm-only:17    a JVM and the libraries that it needs, and nothing else: no shell, no /etc, no /tmp
# sandbox-dev/no-java:1      busybox, and no Java
# sandbox-dev/other-arch:1   the same, said to be of another architecture than this machine
#
# Each is also a file in $bases, in the form of 'docker save' (jre-17.tar, ...), for tar:// references.

: "${cache:?source common.sh first}"

# What is in a base follows from this file, so its checksum names the folder: a change builds anew.
bases_key=$(sha256sum "${dev:?}/bases.sh" | cut -c 1-16)
bases=$cache/bases/$bases_key

# The engine has all of them afterwards.
bases_ensure() {
  [ -d "$bases" ] || in_turn bases bases_build
  for base in jre:17 jvm-only:17 no-java:1 other-arch:1; do
    bases_loaded "$base" || engine load --quiet <"$bases/$(bases_file "$base")" >/dev/null
  done
}

# bases_loaded NAME:TAG: whether the engine has that base, as this file makes it.
bases_loaded() {
  label=$(engine image inspect --format '{{index .Config.Labels "io.github.mavensandbox.base"}}' "sandbox-dev/$1" \
    2>/dev/null) && [ "$label" = "$bases_key" ]
}

bases_file() {
  printf '%s-%s.tar\n' "${1%:*}" "${1#*:}"
}

# Wants the package that makes them, where they have to be made.
bases_want() {
  [ -d "$bases" ] || want mmdebstrap mmdebstrap
}

# Run in a subshell, whose end removes what is temporary.
bases_build() {
  # Another run was faster.
  [ ! -d "$bases" ] || return 0
  bases_architecture
  bases_want
  install_wanted
  say "building base images in $bases (once; half a minute to two minutes)"
  mkdir -p "$cache/bases"
  # Under another name until it is complete: one that was interrupted must not pass for it.
  work=$(mktemp -d "$cache/bases/new.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  trap 'exit 1' INT TERM
  mkdir "$work/out"
  bases_debian
  bases_jvm_only
  bases_busybox
  mv "$work/out" "$bases"
  find "$cache/bases" -mindepth 1 -maxdepth 1 ! -name "$bases_key" -mtime +30 -exec rm -rf {} +
}

# Sets arch and other_arch, as images name them, and what the Linux ABI lays down for arch: triplet, loader.
bases_architecture() {
  arch=$(dpkg --print-architecture 2>/dev/null) ||
    die "base images are made of Debian's or Ubuntu's packages, and this system has no dpkg"
  case $arch in
    amd64) other_arch=arm64 triplet=x86_64-linux-gnu loader=lib64/ld-linux-x86-64.so.2 ;;
    arm64) other_arch=amd64 triplet=aarch64-linux-gnu loader=lib/ld-linux-aarch64.so.1 ;;
    *) die "base images are made for amd64 and arm64, and this machine is $arch" ;;
  esac
}

# Sets suite, the release that the packages come from, and source, its line of sources.list: the mirror that this
# machine's own apt uses.
bases_source() {
  # shellcheck source=/dev/null
  distribution=$(. /etc/os-release && printf '%s\n' "$ID")
  # shellcheck source=/dev/null
  codename=$(. /etc/os-release && printf '%s\n' "${VERSION_CODENAME:-}")
  case $distribution in
    debian) suite=bookworm components=main ;; # the last release with Java 17; every mirror has it
    ubuntu) suite=$codename components='main universe' ;;
    *) die "base images are made of Debian's or Ubuntu's packages, and this system is '$distribution'" ;;
  esac
  # Without its lists, which a new machine does not have yet, apt-get knows no more than the lines of its sources.
  # shellcheck disable=SC2016 # apt-get's variables
  mirror=$(apt-get indextargets --no-release-info --format '$(RELEASE) $(REPO_URI)' 'Created-By: Packages' |
    awk -v own="$codename" '$1 == own || $1 ~ /^(stable|oldstable|testing|unstable|sid)$/ { print $2; exit }')
  [ -n "$mirror" ] || die "apt has no source for '$codename'; see 'apt-get indextargets'"
  source="deb [signed-by=/usr/share/keyrings/$distribution-archive-keyring.gpg] $mirror $suite $components"
}

bases_debian() {
  bases_source
  # Whatever this machine needs to reach its mirror.
  apt-config dump | grep -E '^Acquire::(https?::Proxy|Check-)' >"$work/apt.conf" || true
  # Nobody needs the manuals, nor dpkg to wait for the disk after every file.
  # Who may gain nothing is not even let start a file that has capabilities; and ping works without.
  # shellcheck disable=SC2016 # the hook's own parameter
  mmdebstrap --variant=essential --architectures="$arch" --aptopt="$work/apt.conf" \
    --dpkgopt=force-unsafe-io --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
    --dpkgopt='path-exclude=/usr/share/man/*.gz' \
    --include=openjdk-17-jre-headless,ca-certificates,curl,iproute2,iputils-ping,netcat-openbsd,socat,busybox-static \
    --customize-hook='chroot "$1" setcap -r /usr/bin/ping' \
    "$suite" "$work/debian.tar" "$source" >"$work/mmdebstrap.log" 2>&1 ||
    die "mmdebstrap failed: $(grep '^E: ' "$work/mmdebstrap.log" | head -n 1)"
  # An engine makes the devices, and only root could unpack these.
  tar --delete --wildcards -f "$work/debian.tar" './dev/*'
  bases_archive jre:17 "$arch" "$work/debian.tar" \
    '"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"' \
    "\"JAVA_HOME=/usr/lib/jvm/java-17-openjdk-$arch\""
}

bases_jvm_only() {
  tree=$work/debian
  root=$work/jvm-only
  mkdir -p "$tree" "$root/opt/java" "$root/lib/$triplet" "$root/${loader%/*}"
  tar -C "$tree" -xf "$work/debian.tar" ./lib ./lib64 ./usr/lib ./usr/lib64 ./etc
  for part in bin conf lib release; do
    cp -R "$tree/usr/lib/jvm/java-17-openjdk-$arch/$part" "$root/opt/java"
  done
  # Debian keeps a JRE's configuration in /etc and links to it.
  find "$root/opt/java" -type l | while read -r link; do
    cp -RL --remove-destination "$tree$(readlink "$link")" "$link"
  done
  cp -L "$tree/$loader" "$root/$loader"
  bases_libraries | sort -u | while read -r library; do
    cp -L "$library" "$root/lib/$triplet"
  done
  bases_tree jvm-only:17 "$arch" "$root" '"PATH=/opt/java/bin"'
}

# The libraries that the JVM's files ask for, as its own loader finds them.
bases_libraries() {
  find "$root/opt/java" -type f \( -name '*.so' -o -perm -u+x \) | while read -r object; do
    "$root/$loader" --library-path "$tree/usr/lib/$triplet:$root/opt/java/lib:$root/opt/java/lib/server" \
      --list "$object" 2>/dev/null | sed -n "s|.* => \($tree/[^ ]*\) .*|\1|p"
  done
}

bases_busybox() {
  root=$work/busybox
  mkdir -p "$root/bin"
  tar -C "$work" -xf "$work/debian.tar" --transform='s|.*|busybox/bin/busybox|' ./usr/bin/busybox
  for name in sh id cat; do
    ln -s busybox "$root/bin/$name"
  done
  bases_tree no-java:1 "$arch" "$root" '"PATH=/bin"'
  bases_tree other-arch:1 "$other_arch" "$root" '"PATH=/bin"'
}

# bases_tree NAME:TAG ARCHITECTURE FOLDER VARIABLE...
bases_tree() {
  tar -C "$3" --sort=name --owner=0 --group=0 --numeric-owner -cf "$work/tree.tar" .
  name=$1 architecture=$2
  shift 3
  bases_archive "$name" "$architecture" "$work/tree.tar" "$@"
}

# bases_archive NAME:TAG ARCHITECTURE LAYER.TAR VARIABLE...: the image of that one layer; the variables are JSON strings.
bases_archive() {
  file=$work/out/$(bases_file "$1")
  name=$1 architecture=$2 layer=$3
  shift 3
  variables=$(printf '%s,' "$@")
  mkdir "$work/archive"
  ln "$layer" "$work/archive/layer.tar"
  cat >"$work/archive/config.json" <<JSON
{"architecture": "$architecture", "os": "linux",
 "config": {"Env": [${variables%,}],
   "Labels": {"io.github.mavensandbox": "dev", "io.github.mavensandbox.base": "$bases_key"}},
 "rootfs": {"type": "layers", "diff_ids": ["sha256:$(sha256sum "$layer" | cut -d ' ' -f 1)"]}}
JSON
  cat >"$work/archive/manifest.json" <<JSON
[{"Config": "config.json", "RepoTags": ["sandbox-dev/$name"], "Layers": ["layer.tar"]}]
JSON
  tar -C "$work/archive" -cf "$file" manifest.json config.json layer.tar
  rm -r "$work/archive"
}
