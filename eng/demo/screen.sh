# shellcheck shell=bash
# What the demo shows: plain lines; on a terminal also colour and one line of progress that is rewritten in place.

if [ -t 1 ] && [ "${TERM:-dumb}" != dumb ] && [ -z "${NO_COLOR:-}" ]; then
  BOLD=$'\e[1m' GREEN=$'\e[32m' RED=$'\e[31m' DIM=$'\e[2m' PLAIN=$'\e[0m' LIVE=1
else
  BOLD='' GREEN='' RED='' DIM='' PLAIN='' LIVE=0
fi

STEP_NAMES=() STEP_TIMES=()

now_ms() { printf '%s' "$((${EPOCHREALTIME/[.,]/} / 1000))"; }

seconds_since() { local ms=$(($(now_ms) - $1)); printf '%d.%d' $((ms / 1000)) $((ms % 1000 / 100)); }

step_begin() {
  STEP_NAME=$1
  STEP_START=$(now_ms)
  printf '\n%s%d. %s%s\n' "$BOLD" $((${#STEP_NAMES[@]} + 1)) "$1" "$PLAIN"
}

step_end() {
  clear_progress
  STEP_NAMES+=("$STEP_NAME")
  STEP_TIMES+=("$(seconds_since "$STEP_START")")
  printf '   %sdone after %s s%s\n' "$GREEN" "${STEP_TIMES[-1]}" "$PLAIN"
}

# note TEXT [COLOUR]: a line that stays.
note() {
  clear_progress
  printf '   %s%6s s%s  %s%s%s\n' "$DIM" "$(seconds_since "$STEP_START")" "$PLAIN" "${2:-}" "$1" "$PLAIN"
}

# progress TEXT: a line that the next one replaces; without a terminal nothing.
progress() {
  local marks=$'|/-\\'
  [ "$LIVE" = 1 ] || return 0
  TURN=$(((${TURN:-0} + 1) % 4))
  printf '\r\e[K   %s%6s s  %s %s%s' "$DIM" "$(seconds_since "$STEP_START")" "${marks:TURN:1}" "${1:0:150}" "$PLAIN"
}

clear_progress() { [ "$LIVE" = 0 ] || printf '\r\e[K'; }

steps_table() {
  local i
  printf '\n%s%-58s %9s%s\n' "$BOLD" STEP SECONDS "$PLAIN"
  for i in "${!STEP_NAMES[@]}"; do printf '%-58s %9s\n' "$((i + 1)). ${STEP_NAMES[i]}" "${STEP_TIMES[i]}"; done
}
