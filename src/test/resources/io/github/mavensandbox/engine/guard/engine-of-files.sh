#!/bin/sh
# An engine whose containers are files, and which is unreachable where there is one of that name.
cd "${0%/*}" || exit
echo "$*" >>asked
[ ! -e unreachable ] || { echo 'cannot connect' >&2; exit 1; }
shift
case $1 in
  rm)
    shift 3
    for name; do
      [ ! -e "$name.container" ] || { rm "$name.container"; echo "$name"; }
    done
    ;;
  container) [ -e "$5.container" ] || { echo "Error: No such container: $5" >&2; exit 1; } ;;
esac
