package io.github.mavensandbox.attribution;

/** What a frame does in a call. */
enum Role {
  /** Of the JDK, or made at run time by a library that is known to: says nothing. */
  NOTHING,
  /** Of a library that only runs what others give it: a test framework, a scheduler. */
  RUNNER,
  /** Of a library that carries calls for others: a client, a pool, a driver. */
  TRANSPORT,
  /** Of such a library, copied into another jar and renamed: nobody but that jar uses it. */
  RENAMED_COPY,
  /** Of such a library, copied into another jar under its own name: anybody may use it. */
  COPY,
  /** Of anything else: it is the one who called. */
  CODE,
  /** Made at run time by it is not known whom. */
  UNKNOWN
}
