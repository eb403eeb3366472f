# sh -c "$(cat guard.sh)" cairn-run MARKER COMMAND [ARGUMENT…]
#
# Becomes COMMAND with MARKER (NAME=VALUE) in its environment, and ends everything that carries the marker when standard
# input is closed, that is when the runner has gone, however that happened. The guard itself does not carry it.
marker=$1
shift
exec 3<&0 </dev/null
(
  trap '' TERM INT HUP
  while read -r _; do :; done <&3
  if [ -d /proc/self ]; then
    for pass in 1 2 3; do
      for file in $(grep -lsaF -- "$marker" /proc/[0-9]*/environ); do
        process=${file#/proc/}
        kill -s KILL "${process%/environ}"
      done
    done
  else
    for process in $(ps eww -A -o pid=,command= | grep -F -- "$marker" | grep -v grep | awk '{print $1}'); do
      kill -s KILL "$process"
    done
  fi
  # The guard is of this group itself, so this comes last.
  kill -s KILL -- "-$$"
) >/dev/null 2>&1 &
exec env "$marker" "$@" 3<&-
