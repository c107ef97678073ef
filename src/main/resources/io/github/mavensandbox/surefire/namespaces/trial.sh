#!/sandbox/bin/busybox sh
# Loads one part of what a firewall is made of, and fails if the kernel does not have it. Each file that is not empty is for
# the tool of its name: links for ip, sets for ipset, rules4 and rules6 for the two iptables-restore.
#
#   trial.sh FOLDER
#
# shellcheck shell=dash
set -eu
folder=$1
tool() { # FILE PROGRAM [ARGUMENT ...]
  file=$folder/$1
  shift
  [ -s "$file" ] || return 0
  env -i XTABLES_LIBDIR=/sandbox/lib/xtables \
    /sandbox/lib/ld.so --library-path /sandbox/namespaces/lib:/sandbox/lib "$@" <"$file"
}
tool links /sandbox/namespaces/bin/ip -batch -
tool sets /sandbox/bin/ipset restore
tool rules4 /sandbox/bin/xtables-nft-multi iptables-restore
tool rules6 /sandbox/bin/xtables-nft-multi ip6tables-restore
