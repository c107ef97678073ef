# shellcheck shell=sh
# Loads the rules and sets in a folder, and writes beside them what the kernel has then.
#
#   load-rules.sh FOLDER TOOLS
set -eu
cd "$1"
tools=$2
tool() {
  program=$1
  shift
  env -i XTABLES_LIBDIR="$tools/lib/xtables" \
    "$tools/lib/ld.so" --library-path "$tools/lib" "$tools/bin/$program" "$@"
}
tool ipset restore <sets
tool xtables-nft-multi iptables-restore <rules4
tool xtables-nft-multi ip6tables-restore <rules6
tool xtables-nft-multi iptables-save -t filter >saved4
tool xtables-nft-multi ip6tables-save -t filter >saved6
tool ipset list -t >listed
