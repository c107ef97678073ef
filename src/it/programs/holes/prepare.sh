#!/bin/sh
# Puts what holes.sh looks for on this machine, says "ready" with the number of this process, and takes it away when its
# input ends.
#
#   prepare.sh PROJECT REPOSITORY
set -eu
project=$1
repository=$2
export SECRET=SECRET
mkdir -p "$project/.mvn" "$project/target/surefire" "$project/target/sandbox"
for file in "$HOME/.netrc" "$project/.env" "$project/.mvn/token" "$project/target/surefire/other_tmp" "$project/target/sandbox/request"; do
  echo '# SECRET' >"$file"
done
echo '<!-- SECRET -->' >"$repository/settings.xml"
mkfifo "$project/fifo" "$repository/fifo"
# shellcheck disable=SC2016 # perl's own
exec perl -MSocket -MFcntl -MIO::Handle -e '
  my ($project, $repository, $marker) = @ARGV;
  my @open;
  for ("$project/socket", "$repository/socket", "$ENV{HOME}/socket", "/tmp/sandbox-holes-$$", "\0sandbox-holes-$$") {
    my $s;
    socket($s, AF_UNIX, SOCK_STREAM, 0) && bind($s, pack_sockaddr_un($_)) && listen($s, 50) or die "$_: $!";
    push @open, $s;
  }
  for ("$project/fifo", "$repository/fifo") {
    my $f;
    sysopen($f, $_, O_RDWR) or die "$_: $!";
    push @open, $f;
  }
  my $memory = shmget($$, 16, 01600) // die "shmget: $!";
  sysopen(my $posix, "/dev/shm/sandbox-holes-$$", O_RDWR | O_CREAT) or die "shm: $!";
  STDOUT->autoflush(1);
  print "ready $$\n";
  1 while <STDIN>;
  shmctl($memory, 0, 0);
  unlink "/dev/shm/sandbox-holes-$$", "/tmp/sandbox-holes-$$";
' "$project" "$repository" holes-marker
