# shellcheck shell=sh
# Writes down what each container has been given.
if [ "$1" = create ]; then
  id=$(engine "$@") || exit
  engine inspect --format '{{.HostConfig.Privileged}} {{.HostConfig.Binds}} {{.HostConfig.PidMode}}' "$id" >>"$0.log"
  engine inspect --format '{{range .Mounts}}{{.Type}} {{end}}{{.HostConfig.CapAdd}}' "$id" >>"$0.log"
  echo "$id"
  exit
fi
