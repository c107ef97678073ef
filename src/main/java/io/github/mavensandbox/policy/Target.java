package io.github.mavensandbox.policy;

/** Who a rule is about: a network (one address included), or a host by name. */
public sealed interface Target permits Network, HostName {}
