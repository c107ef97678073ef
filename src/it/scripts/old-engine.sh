#!/bin/sh
# An engine that is too old.
case "$1" in
  --version) echo 'Docker version 1.13.1, build 092cba3' ;;
  *) echo '1.13.1 amd64 linux' ;;
esac
