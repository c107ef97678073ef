/**
 * The agent: it runs in the JVM whose network is locked, and writes down who tries what, so that
 * what the kernel blocks can be laid at somebody's door. It decides nothing, and changes nothing
 * that a program can see.
 *
 * <p>From the outside in:
 *
 * <ul>
 *   <li>{@link io.github.mavensandbox.agent.Agent} is all that the program's class loaders see of
 *       it. {@link io.github.mavensandbox.agent.AgentLoader} loads the rest, and ASM, where the
 *       program does not find them.
 *   <li>{@link io.github.mavensandbox.agent.HookTable} lists the JDK's methods that lead out of the
 *       JVM, and those that hand work from one thread to another; {@link
 *       io.github.mavensandbox.agent.HookTransformer} has them call {@link SandboxBridge}.
 *   <li>{@link io.github.mavensandbox.agent.PreparedClasses} knows what the JDK's classes become by
 *       that, where {@link io.github.mavensandbox.agent.Preparation} found it out in another JVM.
 *   <li>{@link io.github.mavensandbox.agent.Recorder} is called back: the outermost of nested calls
 *       is an {@link io.github.mavensandbox.agent.Attempt}; what is handed on is remembered by
 *       {@link io.github.mavensandbox.agent.Submitters}, in a map that keeps nothing alive.
 *   <li>{@link io.github.mavensandbox.agent.StackReader} tells where a thread is, with the jar of
 *       each class; {@link io.github.mavensandbox.agent.AttemptFile} describes what is written.
 * </ul>
 *
 * <p>What runs in a hook may run within anything: while classes are loaded, locks held, virtual
 * threads mounted. So there is no lambda, no look-up of a name, no lock held while calling out, and
 * nothing that throws gets past the bridge. A thread that works for the agent is not listened to.
 *
 * <p>It is compiled for Java 8, with two classes for 9. Hostile code in the same JVM can switch it
 * off or lie to it: it explains, the kernel decides.
 */
package io.github.mavensandbox.agent;
