package io.github.mavensandbox.policy;

/**
 * Who a rule is about: a network (one address included), a host by name, or the machine that runs
 * Maven.
 */
public sealed interface Target permits Network, HostName, BuildHost {}
