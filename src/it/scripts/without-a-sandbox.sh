# shellcheck shell=sh
# Runs the command of a restricted image where nothing locks the network, with what the lock would have left.
mkdir -p /sandbox/record
echo end >/sandbox/record/counters
echo nameserver @blocked4@ >/etc/resolv.conf
exec "$@"
