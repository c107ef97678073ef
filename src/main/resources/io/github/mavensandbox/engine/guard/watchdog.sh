# shellcheck shell=sh
# Outlives Maven, and removes the containers that a killed build can no longer remove. Started by WatchdogProcess; its
# arguments are the engine's command line.
#
# Its input has a line an event: "create NAME" before a container is created, "created NAME" when it is there,
# "removed NAME" when it is gone. The input ends when Maven closes the other side, or is dead, whatever killed it. Then
# what is left is removed. Names are the plugin's own: letters, digits and '-'.
set -u
# INT and TERM are often sent to all of a build's processes. The engine's client, too, ignores them then.
trap '' HUP INT TERM
printf 'ready\n'
# Lists, with a space around each name.
creating=' ' there=' '

# without NAME LIST: prints the list.
without() {
  case $2 in
    *" $1 "*) printf '%s' "${2%% "$1" *} ${2#* "$1" }" ;;
    *) printf '%s' "$2" ;;
  esac
}

while read -r event name; do
  creating=$(without "$name" "$creating")
  there=$(without "$name" "$there")
  case $event in
    create) creating="$creating$name " ;;
    created) there="$there$name " ;;
  esac
done

# A creation that Maven had under way ends after Maven: so one that is absent is asked for again, for ten seconds.
attempts=40
while [ "$creating$there" != '  ' ] && [ "$attempts" -gt 0 ]; do
  # shellcheck disable=SC2086 # names are words
  removed=" $("$@" rm --force --volumes $creating $there 2>/dev/null | tr '\n' ' ')"
  for name in $creating $there; do
    case $removed in
      *" $name "*) creating=$(without "$name" "$creating") there=$(without "$name" "$there") ;;
    esac
  done
  for name in $there; do
    # Somebody else may have removed it; while that is under way, it is still there.
    case $("$@" container inspect --format . "$name" 2>&1) in
      *'o such container'* | *'o container with'*) there=$(without "$name" "$there") ;;
    esac
  done
  attempts=$((attempts - 1))
  [ "$creating$there" = '  ' ] || sleep 0.25
done
