#!/sandbox/bin/busybox sh
# Prints all that has to be known of an image in which tests run. The arguments are the files of its policy.
echo "user = $(/sandbox/bin/busybox id -u):$(/sandbox/bin/busybox id -g)"
java=$(java -XshowSettings:properties -version 2>&1)
echo "$java"
home=${java#*java.home = }
home=$(echo "$home" | /sandbox/bin/busybox head -n 1)
[ -z "$(/sandbox/bin/busybox find "$home/lib" -name libinstrument.so)" ] || echo "agents = yes"
echo '=passwd'
/sandbox/bin/busybox cat /etc/passwd
echo '=group'
/sandbox/bin/busybox cat /etc/group
echo '=policy'
for file; do
  echo "$file"
  /sandbox/bin/busybox cat "/sandbox/policy/$file"
done
echo '=end'
