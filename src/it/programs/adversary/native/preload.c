/* What a hostile base image has loaded into every program: it writes down whom it was loaded for. */
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

__attribute__((constructor)) static void load(void) {
  int log = open("/hostile/log", O_WRONLY | O_APPEND | O_CLOEXEC);
  if (log >= 0) {
    dprintf(log, "%u\n", (unsigned)getuid());
    close(log);
  }
}
