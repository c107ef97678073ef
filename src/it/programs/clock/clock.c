/*
 * Preloaded, it has a program's clock be ahead of the machine's by what stands in the file CLOCK_FILE: a number, of days
 * where a d follows, else of seconds. The file is read once a second. What measures durations is left alone, and so are
 * the times of files.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

typedef int (*clock_function)(clockid_t, struct timespec *);

static clock_function real_clock(void) {
  static clock_function function;
  if (!function) function = (clock_function)dlsym(RTLD_NEXT, "clock_gettime");
  return function;
}

static long read_file(void) {
  char text[32] = "";
  const char *file = getenv("CLOCK_FILE");
  int fd = file ? open(file, O_RDONLY | O_CLOEXEC) : -1;
  if (fd < 0) return 0;
  if (read(fd, text, sizeof text - 1) < 0) text[0] = 0;
  close(fd);
  char *end;
  long number = strtol(text, &end, 10);
  return *end == 'd' ? number * 24 * 60 * 60 : number;
}

/* Several threads may read it at a time, and find the same. */
static long seconds_ahead(void) {
  static volatile long ahead, read_at = -1;
  struct timespec now;
  real_clock()(CLOCK_MONOTONIC_COARSE, &now);
  if (now.tv_sec != read_at) {
    ahead = read_file();
    read_at = now.tv_sec;
  }
  return ahead;
}

int clock_gettime(clockid_t id, struct timespec *time) {
  int result = real_clock()(id, time);
  if (result == 0 && (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE)) time->tv_sec += seconds_ahead();
  return result;
}

int gettimeofday(struct timeval *restrict time, void *restrict zone) {
  (void)zone;
  struct timespec now;
  int result = clock_gettime(CLOCK_REALTIME, &now);
  time->tv_sec = now.tv_sec;
  time->tv_usec = now.tv_nsec / 1000;
  return result;
}

time_t time(time_t *seconds) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (seconds) *seconds = now.tv_sec;
  return now.tv_sec;
}
