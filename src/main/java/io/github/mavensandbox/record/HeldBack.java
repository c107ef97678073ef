package io.github.mavensandbox.record;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Packets that the kernel blocked and counted, but did not log, because there were too many a
 * second.
 *
 * @param packets how many; more than 0
 * @param address the address that all of them went to, or came from; absent when that is not known
 * @param port the port that all of them were for, as in {@link Endpoint}; absent when the address
 *     is, and where the protocol has none
 */
public record HeldBack(long packets, Optional<String> address, OptionalInt port) {}
