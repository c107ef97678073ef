/*
 * A tool of the bundle that does not do what it is for. What it does instead is compiled in as FAULT: "fails", "nothing",
 * "hangs", or "forks", where it is itself (PROGRAM.real beside it) but for those that start a JVM.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(int count, char **words) {
  char path[4096];
  if (!strcmp(FAULT, "nothing")) return 0;
  if (!strcmp(FAULT, "hangs")) for (;;) pause();
  if (!strcmp(FAULT, "forks") && (count < 2 || strcmp(words[1], "--args"))) {
    snprintf(path, sizeof path, "%s.real", words[0]);
    execv(path, words);
  }
  fputs("it is faulty\n", stderr);
  return 1;
}
