#include <jni.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

JNIEXPORT jint JNICALL Java_tracker_Native_connect(JNIEnv *env, jclass type, jint port) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((unsigned short) port)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int descriptor = socket(AF_INET, SOCK_STREAM, 0);
  int result = connect(descriptor, (struct sockaddr *) &address, sizeof address);
  close(descriptor);
  return result;
}
