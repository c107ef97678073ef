# shellcheck shell=bash
# Prints what it may do, and calls the host that no policy allows, by a datagram and by a connection.
echo "the program runs: $(tr '\n' ' ' </proc/self/status)"
echo x >/dev/udp/@blocked4@/8080
: </dev/tcp/@blocked4@/8080
