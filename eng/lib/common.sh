# shellcheck shell=bash
# What every script here shares: messages, exit codes, folders. Sourced, never run.

# Exit codes, the same in every script.
readonly EXIT_USAGE=2    # wrong arguments
readonly EXIT_MISSING=3  # root, a package, a program or the SDK is missing
readonly EXIT_PORT=4     # a port that was ours is taken
readonly EXIT_TIMEOUT=5  # something did not become ready in time

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/steersman
STATE=${XDG_STATE_HOME:-$HOME/.local/state}/steersman
readonly ROOT CACHE STATE

say() { printf '%s\n' "$*" >&2; }

# die CODE TEXT...
die() {
  local code=$1
  shift
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit "$code"
}

have() { command -v "$1" >/dev/null 2>&1; }

is_root() { [ "$(id -u)" -eq 0 ]; }

# The SDK is a precondition that no script installs: its version is the user's choice.
need_dotnet() {
  local major
  have dotnet || die "$EXIT_MISSING" "the .NET SDK is missing: install .NET 10 (https://dotnet.microsoft.com/download) and put dotnet on the PATH"
  major=$(cd "$ROOT" && dotnet --version 2>/dev/null | cut -d. -f1) || true
  [ "${major:-0}" -ge 10 ] || die "$EXIT_MISSING" "the .NET SDK 10 is missing: global.json asks for it, 'dotnet --list-sdks' shows: $(dotnet --list-sdks 2>/dev/null | tr '\n' ' ')"
}

# wait_for SECONDS COMMAND...: asks every 100 ms until the command succeeds; 1 where it does not in time.
wait_for() {
  local until=$((SECONDS + $1))
  shift
  until "$@"; do
    [ "$SECONDS" -lt "$until" ] || return 1
    sleep 0.1
  done
}
