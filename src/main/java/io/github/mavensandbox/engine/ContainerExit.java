package io.github.mavensandbox.engine;

/**
 * How a container has ended.
 *
 * @param code of its first process; 0 of a container that has not ended
 * @param outOfMemory whether the kernel has killed a process in it for want of memory, as far as
 *     the engine knows
 */
public record ContainerExit(int code, boolean outOfMemory) {}
