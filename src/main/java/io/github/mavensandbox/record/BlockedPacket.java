package io.github.mavensandbox.record;

import java.time.Instant;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One packet that the kernel blocked and logged.
 *
 * @param time when it was blocked, by the clock of the container's host
 * @param source address in canonical text (RFC 5952 for IPv6)
 * @param sourcePort absent where the protocol has none, or the packet was too short to hold it
 * @param destination address in canonical text
 * @param destinationPort as for the source
 * @param uid the user who sent it; absent for packets from elsewhere and from the kernel itself
 */
public record BlockedPacket(
    Instant time,
    Direction direction,
    Protocol protocol,
    String source,
    OptionalInt sourcePort,
    String destination,
    OptionalInt destinationPort,
    OptionalLong uid) {}
