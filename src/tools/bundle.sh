#!/bin/sh
# Makes the tools bundles: the programs, libraries and licences of tools.files, from the Debian packages that tools.lock pins, as
# DIRECTORY/tools-linux-ARCHITECTURE.tar.gz with everything under sandbox/ (for images) or namespaces/ (for the machine that runs
# Maven). Equal inputs give equal bytes. Nothing of the packages is executed, so that any architecture can be made on any.
# usage: bundle.sh DIRECTORY ARCHITECTURE...      TOOLS_MIRROR="URL..." overrides the mirrors of the machine's own apt configuration
set -eu
export LC_ALL=C TZ=UTC
unset GZIP TAR_OPTIONS
umask 022

fail() {
  printf 'tools bundle: %s\n' "$*" >&2
  exit 1
}

# Puts a copy of a file in place in one step: another build may read the place at this moment.
keep() {
  if ! { cp "$1" "$2.$$" && mv "$2.$$" "$2"; }; then
    fail "cannot write $2"
  fi
}

# Puts the .deb of a lock line into the cache, from the first mirror that has it.
fetch() {
  deb=$debs/$sha256.deb
  if [ -f "$deb" ] && echo "$sha256  $deb" | sha256sum -c --status; then
    return
  fi
  # Asked for only when needed, and once: it takes apt most of a second.
  # shellcheck disable=SC2016 # apt expands $(SITE), not the shell
  [ -n "$mirrors" ] || mirrors=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' | sort -u)
  [ -n "$mirrors" ] || fail "the machine's apt has no mirror: set -Dtools.mirror (TOOLS_MIRROR) to the URL of a Debian mirror"

  # A pool's layout is fixed: by source package, libraries by four letters; no epoch in the file's name. Security updates have a pool
  # of their own, and move over to the main one with a point release.
  case $source in
    lib*) letters=$(printf %.4s "$source") ;;
    *) letters=$(printf %.1s "$source") ;;
  esac
  file=$letters/$source/${package}_${version#*:}_$architecture.deb
  for mirror in $mirrors; do
    for pool in pool/main pool/updates/main; do
      rm -f "$work/deb"
      "$helper" -qq -oAPT::Sandbox::User= download-file "$mirror/$pool/$file" "$work/deb" 2>>"$work/errors" || continue
      echo "$sha256  $work/deb" | sha256sum -c --status ||
        fail "$mirror/$pool/$file is not the package that tools.lock pins (SHA-256 $sha256): do not use this mirror"
      keep "$work/deb" "$deb"
      return
    done
  done
  tried=$(printf '%s' "$mirrors" | tr '\n' ' ')
  if grep '^E: Failed' "$work/errors" | grep -qv -e ' 404 ' -e 'File not found'; then
    fail "cannot fetch $package $version ($architecture) from $tried: $(grep -m1 '^E: Failed' "$work/errors")"
  fi
  fail "$package $version ($architecture) is on none of the mirrors ($tried): if they have Debian trixie, run src/tools/refresh-lock.sh" \
    "to pin what they serve now, else set -Dtools.mirror (TOOLS_MIRROR) to the URL of one that has it"
}

# Adds to one half of the bundle the list of its packages, by which its reader finds the sources, and their licences.
licences() { # sandbox|namespaces
  doc=$made/$1/share/doc
  mkdir -p "$doc/common-licenses"
  echo '# Debian trixie packages in this bundle: package, version, architecture, source package, its version, sources linked in' >"$doc/PACKAGES"
  awk -v half="$1/" '
    FNR == NR { if ($3 == "-" || index($3, half) == 1) taken[$1]; next }
    $1 in taken { print $1, $2, $3, $5, $6, $7 }
  ' "$work/files" "$work/packages" >>"$doc/PACKAGES"
  awk '!/^#/ { print $1 }' "$doc/PACKAGES" | while read -r package; do
    mkdir "$doc/$package"
    cp -L "$root/usr/share/doc/$package/copyright" "$doc/$package/"
  done
  grep -ohr 'common-licenses/[A-Za-z0-9.+-]*[A-Za-z0-9]' "$doc" | sort -u | while read -r licence; do
    cp -L "$root/usr/share/$licence" "$doc/common-licenses/"
  done
}

# Makes the bundle of one architecture, in the cache.
bundle() {
  for tool in "$helper" apt-get dpkg-deb; do
    command -v "$tool" >/dev/null ||
      fail "$tool is missing: the tools come from Debian packages, so build on a Debian or Ubuntu machine or in a container of one"
  done
  case $architecture in
    amd64) triplet=x86_64-linux-gnu loader=ld-linux-x86-64.so.2 ;;
    arm64) triplet=aarch64-linux-gnu loader=ld-linux-aarch64.so.1 ;;
    *) fail "no bundle for the architecture '$architecture': it is made for amd64 and arm64" ;;
  esac
  root=$work/$architecture/packages
  made=$work/$architecture/bundle
  mkdir -p "$root" "$made"
  sed -e 's/#.*//' -e "s,@lib@,usr/lib/$triplet,;s,@loader@,$loader," "$files" |
    awk -v architecture="$architecture" 'NF && ($4 == "" || $4 == architecture) { print $1, $2, $3 }' >"$work/files"

  awk -v architecture="$architecture" 'FNR == NR { wanted[$1]; next } $3 == architecture && $1 in wanted' "$work/files" "$lock" >"$work/packages"
  missing=$(awk 'FNR == NR { locked[$1]; next } !($1 in locked) { print $1; exit }' "$work/packages" "$work/files")
  [ -z "$missing" ] || fail "$missing ($architecture) is not in tools.lock: run src/tools/refresh-lock.sh"

  # Everything is fetched before anything is unpacked: what the mirror lacks is then said at once.
  while read -r package version _ sha256 source _; do
    fetch
  done <"$work/packages"
  while read -r package _ _ sha256 _; do
    # A library's name may be a link to one with the version before .so.
    { awk -v package="$package" '$1 == package { sub(/\.so\..*/, "*", $2); print "./" $2 }' "$work/files" && echo "./usr/share/doc/$package*"; } >"$work/patterns"
    dpkg-deb --fsys-tarfile "$debs/$sha256.deb" | tar -x -C "$root" --no-same-owner --wildcards -T "$work/patterns"
  done <"$work/packages"

  # Links are followed: what was a chain of links to a library becomes one plain file under the name that programs ask for.
  while read -r _ from to; do
    [ "$to" != - ] || continue
    mkdir -p "$made/${to%/*}"
    cp -L "$root/$from" "$made/$to"
  done <"$work/files"
  licences sandbox
  licences namespaces
  find "$made" -type f -exec chmod 0644 {} +
  chmod 0755 "$made"/*/bin/* "$made/sandbox/lib/ld.so"

  tar -c -C "$made" --format=ustar --sort=name --owner=0 --group=0 --numeric-owner --mtime=@1 namespaces sandbox >"$work/tar"
  gzip -n <"$work/tar" >"$work/$name"
  keep "$work/$name" "$bundles/$name"
  echo "$(sha256sum <"$bundles/$name" | cut -c1-64)  $bundles/$name" >"$work/$name.sha256"
  keep "$work/$name.sha256" "$bundles/$name.sha256"
}

[ $# -ge 2 ] || fail "usage: bundle.sh DIRECTORY ARCHITECTURE..."
target=$1
shift
mkdir -p "$target" 2>/dev/null || fail "cannot make the directory $target"
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
files=$here/tools.files
lock=$here/tools.lock
helper=/usr/lib/apt/apt-helper
mirrors=${TOOLS_MIRROR:-}

# Packages are cached by their checksum, finished bundles by that of everything they are made from: neither is ever out of date.
cache=${XDG_CACHE_HOME:-${HOME:?}/.cache}/sandbox-maven-plugin
debs=$cache/debs
bundles=$cache/bundles/$(cat "$here/bundle.sh" "$files" "$lock" | sha256sum | cut -c1-64)
mkdir -p "$debs" "$bundles" 2>/dev/null || fail "cannot make the cache $cache: set XDG_CACHE_HOME to a writable directory"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

for architecture; do
  name=tools-linux-$architecture.tar.gz
  sha256sum -c --status "$bundles/$name.sha256" 2>/dev/null || bundle
  # An unchanged file keeps its time, so that nothing that depends on it is made again.
  cmp -s "$bundles/$name" "$target/$name" || keep "$bundles/$name" "$target/$name"
done
