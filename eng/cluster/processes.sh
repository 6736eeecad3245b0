# shellcheck shell=bash
# Processes of a cluster: started apart from this shell, known by pid and start time, ended by these alone.

# process_run NAME PORT COMMAND...: does nothing where this very command runs; one that runs with other arguments is replaced.
process_run() {
  local name=$1 port=$2 log=$DIR/logs/$1.log
  shift 2
  if process_alive "$name" && [ "$(cat "$DIR/pids/$name.command" 2>/dev/null)" = "$*" ]; then
    return
  fi
  process_stop "$name"
  [ -z "$port" ] || need_port "$port" "$name"
  : >"$log"
  setsid "$@" >>"$log" 2>&1 </dev/null 9>&- &
  printf '%s\n' "$*" >"$DIR/pids/$name.command"
  printf '%s %s\n' "$!" "$(process_start_time "$!")" >"$DIR/pids/$name.pid"
}

process_alive() {
  local pid start
  [ -f "$DIR/pids/$1.pid" ] || return 1
  read -r pid start <"$DIR/pids/$1.pid" || return 1
  [ -n "$start" ] && [ "$(process_start_time "$pid")" = "$start" ]
}

# The start time in ticks (empty for a dead process or a zombie): with it a number that was given out again is not taken for ours.
process_start_time() {
  local fields
  fields=$(sed 's/.*) //' "/proc/$1/stat" 2>/dev/null) || return 0
  # shellcheck disable=SC2086 # fields
  set -- $fields
  [ "${1:-Z}" = Z ] || printf '%s' "${20}"
}

process_stop() {
  local pid
  if process_alive "$1"; then
    read -r pid _ <"$DIR/pids/$1.pid"
    kill "$pid" 2>/dev/null || true
    wait_for "${2:-20}" process_gone "$1" || kill -KILL "$pid" 2>/dev/null || true
    wait_for 5 process_gone "$1" || true
  fi
  rm -f "$DIR/pids/$1.pid" "$DIR/pids/$1.command"
}

process_gone() { ! process_alive "$1"; }

# process_await NAME SECONDS COMMAND...: until the command succeeds; an early end of the process is told with its last words.
process_await() {
  local name=$1 until=$((SECONDS + $2))
  shift 2
  until "$@"; do
    process_alive "$name" || process_failed "$name"
    [ "$SECONDS" -lt "$until" ] || die "$EXIT_TIMEOUT" "$name of cluster $NAME is not ready in time; its log: $DIR/logs/$name.log"
    sleep 0.1
  done
}

process_failed() {
  ! grep -q 'address already in use' "$DIR/logs/$1.log" || die "$EXIT_PORT" "$1 of cluster $NAME found its port taken: $(grep -m1 'address already in use' "$DIR/logs/$1.log")"
  die 1 "$1 of cluster $NAME ended: $(tail -n 3 "$DIR/logs/$1.log")"
}
