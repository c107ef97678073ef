package io.github.mavensandbox.engine;

/**
 * An engine's server.
 *
 * @param kind whose command line it speaks
 * @param version the server's version as it writes it, such as {@code 20.10.24+dfsg1}
 * @param architecture in Go's and OCI's words: {@code amd64}, {@code arm64}, …
 * @param os the containers' operating system, {@code linux} or {@code windows}
 */
public record EngineInfo(EngineKind kind, String version, String architecture, String os) {}
