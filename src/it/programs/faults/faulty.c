/*
 * A tool of the bundle that does not do what it is for. What it does instead is compiled in as FAULT:
 *
 *   fails     says so
 *   nothing   ends well
 *   hangs
 *   skips     becomes the command that it was to start, without what it was to do before
 *   alone     is itself (PROGRAM.real beside it), but may have no further process
 *
 * Where its first words are not those of ONLY, it is itself.
 */
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

static int is_meant(int count, char **words) {
  char said[4096] = "";
  for (int i = 1; i < count && strlen(said) + strlen(words[i]) + 2 < sizeof said; i++) {
    strcat(strcat(said, words[i]), " ");
  }
  return !strncmp(said, ONLY, strlen(ONLY));
}

static void be_itself(char **words) {
  char path[4096];
  ssize_t length = readlink("/proc/self/exe", path, sizeof path - sizeof ".real");
  strcpy(path + (length < 0 ? 0 : length), ".real");
  execv(path, words);
}

/* That is the first word with a path. */
static void skip(char **words) {
  while (*++words && **words != '/');
  if (*words) execv(*words, words);
}

int main(int count, char **words) {
  if (!is_meant(count, words)) {
    be_itself(words);
  } else if (!strcmp(FAULT, "nothing")) {
    return 0;
  } else if (!strcmp(FAULT, "hangs")) {
    for (;;) pause();
  } else if (!strcmp(FAULT, "skips")) {
    skip(words);
  } else if (!strcmp(FAULT, "alone")) {
    struct rlimit one = {1, 1};
    setrlimit(RLIMIT_NPROC, &one);
    be_itself(words);
  }
  fputs("it is faulty\n", stderr);
  return 1;
}
