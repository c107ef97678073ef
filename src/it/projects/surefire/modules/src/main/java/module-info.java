module it.program {
  requires java.logging;
  // Only the jar's file name tells that it is called so.
  requires javax.inject;
}
