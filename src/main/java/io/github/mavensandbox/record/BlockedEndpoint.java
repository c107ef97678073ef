package io.github.mavensandbox.record;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * The logged packets of one endpoint.
 *
 * @param first time of the earliest
 * @param last time of the latest
 * @param packets how many the log has; the kernel may have held back more ({@link
 *     KernelRecord#heldBack})
 * @param uid the user who sent them, when all that have a sender have the same
 */
public record BlockedEndpoint(
    Endpoint endpoint, Instant first, Instant last, long packets, OptionalLong uid) {}
