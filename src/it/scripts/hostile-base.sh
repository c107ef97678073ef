# shellcheck shell=sh
# Has a base image log who runs its code, and have programs that give privileges.
set -e
: >/hostile/log
chmod 666 /hostile/log
chmod 4755 /usr/local/bin/attack-setuid
setcap cap_net_raw,cap_net_admin+ep /usr/local/bin/attack-capable
