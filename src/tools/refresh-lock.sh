#!/bin/sh
# Writes tools.lock anew: the newest trixie version of every package in tools.files that the mirror serves, for both
# architectures. apt checks the archive's signatures here; bundle.sh then needs nothing but the checksums of the lock.
# usage: refresh-lock.sh      TOOLS_MIRROR="URL..." overrides the mirrors of the machine's own apt configuration
set -eu
export LC_ALL=C

fail() {
  printf 'tools lock: %s\n' "$*" >&2
  exit 1
}

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
helper=/usr/lib/apt/apt-helper
keyring=/usr/share/keyrings/debian-archive-keyring.gpg

[ -x "$helper" ] || fail "$helper is missing: run this on a Debian or Ubuntu machine, or in a container of one"
[ -r "$keyring" ] || fail "$keyring is missing: install the package debian-archive-keyring"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
mkdir -p "$work/lists/partial" "$work/cache/archives/partial"

# Which mirror has which suite is found out by asking it: the machine itself may run another release.
# shellcheck disable=SC2016 # apt expands $(SITE), not the shell
mirrors=${TOOLS_MIRROR:-$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' | sort -u)}
for mirror in $mirrors; do
  for suite in trixie trixie-security; do
    "$helper" -qq -oAPT::Sandbox::User= download-file "$mirror/dists/$suite/InRelease" "$work/InRelease" 2>/dev/null || continue
    rm -f "$work/InRelease"
    echo "deb [signed-by=$keyring] $mirror $suite main" >>"$work/sources.list"
  done
done
[ -s "$work/sources.list" ] ||
  fail "Debian trixie is on none of the mirrors ($(printf '%s' "$mirrors" | tr '\n' ' ')): set TOOLS_MIRROR to the URL of one that has it"

# An apt of its own: neither the machine's sources and preferences nor its packages have a say in which version is the newest.
cat >"$work/apt.conf" <<END
APT::Architecture "amd64";
APT::Architectures { "amd64"; "arm64"; };
APT::Sandbox::User "";
APT::Update::Error-Mode "any";
Acquire::Languages "none";
Dir::Cache "$work/cache";
Dir::Etc::Preferences "/dev/null";
Dir::Etc::PreferencesParts "/dev/null";
Dir::Etc::SourceList "$work/sources.list";
Dir::Etc::SourceParts "/dev/null";
Dir::State::Lists "$work/lists";
Dir::State::status "/dev/null";
END
export APT_CONFIG="$work/apt.conf"
apt-get update -qq || fail "apt-get update failed, see above"

awk '!/^#/ && NF { print $1 ":amd64"; print $1 ":arm64" }' "$here/tools.files" | sort -u >"$work/wanted"
xargs apt-cache show --no-all-versions <"$work/wanted" >"$work/records" ||
  fail "tools.files names a package that the mirror does not have, see above"

# Source is left out of a record when it equals the package, and its version when that equals the package's. Built-Using names the
# sources that were linked in statically (busybox: glibc); their licence wants them listed too.
awk '
  function put() {
    if (name == "") return
    print name, version, architecture, sha256, source == "" ? name : source, source_version == "" ? version : source_version, \
      using == "" ? "-" : using
    name = source = source_version = using = ""
  }
  $1 == "Package:" { put(); name = $2 }
  $1 == "Version:" { version = $2 }
  $1 == "Architecture:" { architecture = $2 }
  $1 == "SHA256:" { sha256 = $2 }
  $1 == "Source:" { source = $2; source_version = $3; gsub(/[()]/, "", source_version) }
  $1 == "Built-Using:" { using = substr($0, index($0, " ") + 1); gsub(/[() ]/, "", using) }
  END { put() }
' "$work/records" | sort -u >"$work/lock"
[ "$(wc -l <"$work/lock")" -eq "$(wc -l <"$work/wanted")" ] ||
  fail "the mirror has not every package of tools.files for amd64 and arm64, see above"

{
  echo '# Made by refresh-lock.sh: package, version, architecture, SHA-256 of the .deb, source package, its version, sources linked in'
  cat "$work/lock"
} >"$here/tools.lock"
