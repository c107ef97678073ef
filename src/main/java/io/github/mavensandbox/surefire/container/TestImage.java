package io.github.mavensandbox.surefire.container;

import io.github.mavensandbox.image.AppUser;

/**
 * The image in which tests run: a JDK, and the sandbox's tools with the policy.
 *
 * @param reference by which the engine knows it
 * @param user that tests run as: the one whose home the image has
 * @param javaHome the JDK's folder in it
 * @param hasVolumes whether its containers have volumes that the image declares
 * @param release the text of the JDK's file {@code release}
 * @param takesAgents whether that JDK can start with {@code -javaagent}
 * @param passwd the text of {@code /etc/passwd}, with a line for the tests' user
 * @param group the text of {@code /etc/group}
 */
public record TestImage(
    String reference,
    AppUser user,
    String javaHome,
    boolean hasVolumes,
    String release,
    boolean takesAgents,
    String passwd,
    String group) {}
