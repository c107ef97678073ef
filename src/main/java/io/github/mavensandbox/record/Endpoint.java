package io.github.mavensandbox.record;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What blocked packets have in common. Outbound: where they were going. Inbound and noise: where
 * they came from, and the port here that they were for.
 *
 * @param address canonical text: the destination of outbound packets, the source of all others
 * @param port the destination port: theirs of outbound packets, ours of all others
 * @param name the host name that a DNS query asked for, in the form of {@link DnsQuery}
 */
public record Endpoint(
    PacketDirection direction,
    IpProtocol protocol,
    String address,
    OptionalInt port,
    Optional<String> name) {}
