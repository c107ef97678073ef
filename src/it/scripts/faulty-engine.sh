# shellcheck shell=sh
# Counts an engine's calls by folders in $CALLS. The one of the number $FAULTY fails as $FAULT says, or each from it on.
call=1
until mkdir "$CALLS/$call" 2>/dev/null; do call=$((call + 1)); done
echo "$*" >"$CALLS/$call/arguments"
if [ "$call" = "$FAULTY" ]; then
  case $FAULT in
    fails) echo 'Error response from daemon: a fault' >&2; exit 1 ;;
    nothing) exit 0 ;;
    killed) kill -KILL $$ ;;
    half) engine "$@" | { head -c 2000; cat >/dev/null; }; exit 0 ;;
    silent) engine "$@" >/dev/null; exit ;;
    slow) sleep 3 ;;
    tomorrow) echo +1d >"$CLOCK_FILE" ;;
    yesterday) echo -1d >"$CLOCK_FILE" ;;
  esac
fi
if [ "$call" -ge "$FAULTY" ]; then
  case $FAULT in
    gone) echo 'Cannot connect to the daemon: a fault' >&2; exit 1 ;;
    tired) sleep 1 ;;
  esac
fi
