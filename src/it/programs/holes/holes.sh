#!/bin/sh
# Tries each way in which a program in a sandbox of namespaces could reach what is the machine's, and prints a line for
# each: "open NAME" or "held NAME". Outside of a sandbox all of them are open.
#
#   holes.sh PROJECT REPOSITORY PROCESS         PROCESS: one of the same user's, with SECRET in its environment
#
# What it looks for was put there before by prepare.sh, beside this.
# shellcheck disable=SC2016 # perl's own
set -u
project=$1
repository=$2
process=$3

try() { # NAME COMMAND [ARGUMENT ...]
  name=$1
  shift
  if timeout 10 "$@" >/dev/null 2>&1 </dev/null; then echo "open $name"; else echo "held $name"; fi
}
in_perl() { # NAME PROGRAM [ARGUMENT ...]
  name=$1
  shift
  try "$name" perl -MSocket -MFcntl -e "$@"
}
connect='my $s; socket($s, AF_UNIX, SOCK_STREAM, 0) && connect($s, pack_sockaddr_un($ARGV[0])) or exit 1'
write='my $f; sysopen($f, $ARGV[0], O_WRONLY | O_NONBLOCK) && syswrite($f, "x") or exit 1'

in_perl 'a socket in the project' "$connect" "$project/socket"
in_perl 'a socket in the repository' "$connect" "$repository/socket"
in_perl 'a socket in HOME' "$connect" "$HOME/socket"
in_perl 'a socket in /tmp' "$connect" "/tmp/sandbox-holes-$process"
in_perl 'an abstract socket' '$ARGV[0] = "\0" . $ARGV[0]; '"$connect" "sandbox-holes-$process"
in_perl 'a FIFO in the project' "$write" "$project/fifo"
in_perl 'a FIFO in the repository' "$write" "$repository/fifo"
try 'a secret in HOME' grep SECRET "$HOME/.netrc"
try 'a file in /etc that is not for programs' test -s /etc/shells
try 'a dot file of the project' grep SECRET "$project/.env"
try 'a dot folder of the project' grep -r SECRET "$project/.mvn"
try 'the settings in the repository' grep SECRET "$repository/settings.xml"
try 'the settings that Maven was given' grep profile "$project/settings.xml"
try 'what other forks were given' grep -r SECRET "$project/target/surefire"
try 'what the plugin keeps' grep -r SECRET "$project/target/sandbox"
try 'the environment of a process' grep -az SECRET "/proc/$process/environ"
try 'any environment' sh -c 'grep -alz SECRET /proc/[0-9]*/environ | grep -q .'
try 'any command line' sh -c 'grep -al "holes-[m]arker" /proc/[0-9]*/cmdline | grep -q .'
try 'a signal' kill -0 "$process"
in_perl 'memory of System V' 'defined shmget($ARGV[0], 16, 0) or exit 1' "$process"
try 'memory of POSIX' test -e "/dev/shm/sandbox-holes-$process"
try 'a user namespace' unshare --user true
try 'a mount namespace' unshare --user --map-root-user --mount true
in_perl 'tracing' 'exit(syscall($ARGV[0], 0, 0, 0, 0) != 0)' "$(case $(uname -m) in x86_64) echo 101 ;; *) echo 117 ;; esac)"
in_perl 'a key' 'my ($t, $n, $v) = ("user", "sandbox-holes", "x"); exit(syscall($ARGV[0], $t, $n, $v, 1, -3) < 0)' \
  "$(case $(uname -m) in x86_64) echo 248 ;; *) echo 217 ;; esac)"
in_perl 'io_uring' 'my $p = "\0" x 120; my $r = syscall(425, 1, $p); exit($r < 0 && $! == 38)'
in_perl 'a vsock' 'socket(my $s, 40, SOCK_STREAM, 0) or exit($!{EAFNOSUPPORT} ? 1 : 0); exit 0'
