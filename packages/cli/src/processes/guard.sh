# sh -c "$(cat guard.sh)" cairn-guard COMMAND [ARGUMENT…]
#
# Becomes COMMAND, and ends it when standard input is closed, that is when whoever started it has gone, however that
# happened. COMMAND must be started as the leader of a process group of its own: all of the group ends with it.
# docs/decisions/0004-nothing-outlives-up.md says why it is done this way.
exec 3<&0 </dev/null
(
  trap '' TERM INT HUP
  while read -r _; do :; done <&3
  kill -s TERM -- "-$$"
  # Looks often at first: most programs end at once, and this must not be what is left of them. POSIX knows whole seconds only.
  for pause in 0.1 0.1 0.2 0.5 1 1 1 1 1 1 1; do
    kill -0 "$$" || break
    sleep "$pause" || sleep 1
  done
  kill -s KILL -- "-$$"
) >/dev/null 2>&1 &
exec "$@" 3<&-
