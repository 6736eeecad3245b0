#!/usr/bin/env bash
# Shows the operator at work on a real cluster of this machine: install, upgrade, a crashing upgrade, its cause, the rollback.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source=eng/lib/common.sh
. "$here/lib/common.sh"
# shellcheck source=eng/lib/packages.sh
. "$here/lib/packages.sh"
# shellcheck source=eng/lib/api.sh
. "$here/lib/api.sh"
# shellcheck source=eng/lib/images.sh
. "$here/lib/images.sh"
# shellcheck source=eng/cluster/settings.sh
. "$here/cluster/settings.sh"
# shellcheck source=eng/cluster/ports.sh
. "$here/cluster/ports.sh"
# shellcheck source=eng/cluster/node.sh
. "$here/cluster/node.sh"
# shellcheck source=eng/demo/screen.sh
. "$here/demo/screen.sh"
# shellcheck source=eng/demo/release.sh
. "$here/demo/release.sh"
# shellcheck source=eng/demo/checks.sh
. "$here/demo/checks.sh"

readonly CLUSTER=demo
readonly OPERATOR_FOLDER=$STATE/demo
readonly OPERATOR_LOG=$OPERATOR_FOLDER/operator.log

usage() {
  cat <<'TEXT'
usage: eng/demo.sh [--keep]
  --keep   leaves the cluster and the operator running and says how to look around
environment:
  KUBEBUILDER_ASSETS   folder with the programs of Kubernetes; else official releases are fetched, else Debian's source is built (minutes, once)
exit codes: 0 all happened as it should, 3 something is missing (.NET SDK, root, a container runtime; nothing was changed), 1 and 5 anything else
TEXT
}

main() {
  KEEP=0
  case ${1:-} in
    '') ;;
    --keep) KEEP=1 ;;
    -h | --help) usage; return 0 ;;
    *) usage >&2; return "$EXIT_USAGE" ;;
  esac
  preconditions
  trap finish EXIT
  trap 'exit 130' INT TERM
  prepare
  start_everything
  install_release
  upgrade_release
  crash_release
  roll_back
  show_end
}

# Everything that could stop it later, before anything is changed.
preconditions() {
  need_dotnet
  node_preconditions
  have jq || have apt-get || die "$EXIT_MISSING" "jq is missing, and apt-get is not here to install it"
  have curl || have apt-get || die "$EXIT_MISSING" "curl is missing, and apt-get is not here to install it"
}

prepare() {
  local started=$SECONDS
  need_program curl curl
  need_program jq jq
  node_packages
  say "building the operator"
  mkdir -p "$OPERATOR_FOLDER"
  rm -f "$OPERATOR_LOG"
  DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 dotnet build "$ROOT/src/Operator" -c Release -v quiet >"$OPERATOR_FOLDER/build.log" 2>&1 </dev/null ||
    { grep -E 'error' "$OPERATOR_FOLDER/build.log" | sort -u | head -n 20 >&2; die 1 "the operator does not build; the log: $OPERATOR_FOLDER/build.log"; }
  say "built in $((SECONDS - started)) s"
  "$ROOT/eng/cluster.sh" down --name "$CLUSTER" >/dev/null 2>&1
  "$ROOT/eng/cluster.sh" programs >/dev/null
}

start_everything() {
  step_begin "Start a cluster with a node, and the operator"
  "$ROOT/eng/cluster.sh" up --node --name "$CLUSTER" 2>&1 | while read -r line; do note "$line"; done
  api_open "$("$ROOT/eng/cluster.sh" kubeconfig --name "$CLUSTER")"
  install_definition
  note "HelmRelease is served"
  operator_start
  note "the operator is ready"
  step_end
}

operator_start() {
  local taken metrics health kubeconfig
  kubeconfig=$("$ROOT/eng/cluster.sh" kubeconfig --name "$CLUSTER" --user operator)
  taken=$(ports_taken)
  metrics=$(port_pick "$taken")
  health=$(port_pick "$taken $metrics")
  setsid dotnet "$ROOT/src/Operator/bin/Release/net10.0/steersman.dll" --kubeconfig="$kubeconfig" --leader-elect \
    --metrics-addr="127.0.0.1:$metrics" --health-addr="127.0.0.1:$health" >"$OPERATOR_LOG" 2>&1 </dev/null &
  OPERATOR=$!
  HEALTH=http://127.0.0.1:$health METRICS=http://127.0.0.1:$metrics/metrics
  wait_for 60 operator_is_ready || die "$EXIT_TIMEOUT" "the operator is not ready; its log: $OPERATOR_LOG"
}

operator_is_alive() { kill -0 "$OPERATOR" 2>/dev/null; }

operator_is_ready() {
  operator_is_alive || die 1 "the operator ended: $(tail -n 3 "$OPERATOR_LOG")"
  curl -fsS --noproxy '*' --max-time 5 -o /dev/null "$HEALTH/readyz" 2>/dev/null
}

# For the newest spec, not for the one before.
# shellcheck disable=SC2016 # a variable of jq
ready_filter() { printf '.metadata.generation as $generation | any(.status.conditions[]?; .type == "Ready" and .status == "True" and .observedGeneration == $generation)'; }

install_release() {
  step_begin "Install version 1.0.0"
  create_release
  follow 180 "$(ready_filter)"
  step_end
}

upgrade_release() {
  step_begin "Upgrade to version 1.1.0"
  change_values '{"message": "Hello again", "image": {"tag": "1.1.0"}}'
  follow 180 "$(ready_filter)"
  step_end
}

crash_release() {
  step_begin "Upgrade to version 2.0.0, which crashes: the verdict"
  WATCH_FAILURE=1
  change_values '{"image": {"tag": "2.0.0"}}'
  follow 240 '.status.failure.revision == 3'
  note "$(release_get | jq -r '.status.failure | "cause: \(.code), pod \(.pod), container \(.container), \(.reason), exit code \(.exitCode), \(.restarts) restarts"')" "$RED"
  step_end
}

roll_back() {
  step_begin "Roll back to version 1.1.0, without a hand"
  follow 180 '.status.operation == null and .status.release.revision == 4 and any(.status.conditions[]?; .type == "Remediated" and .status == "True")'
  WATCH_FAILURE=0
  wait_for 30 old_pods_are_gone || die "$EXIT_TIMEOUT" "pods of the crashing version are still there"
  step_end
}

old_pods_are_gone() { [ "$(pods_get | jq '.items | length')" = "$REPLICAS" ]; }

show_end() {
  local code=0
  history_table
  check_all || code=1
  steps_table
  [ "$KEEP" = 0 ] || say_where
  return "$code"
}

say_where() {
  cat <<TEXT

Everything is left running:
  export KUBECONFIG=$("$ROOT/eng/cluster.sh" kubeconfig --name "$CLUSTER")
  kubectl -n $DEMO_NAMESPACE get helmrelease,pods         # or: helm -n $DEMO_NAMESPACE history $RELEASE
  kubectl -n $DEMO_NAMESPACE describe helmrelease $RELEASE
  tail -f $OPERATOR_LOG
  curl $METRICS
Take it down:
  kill $OPERATOR; eng/cluster.sh down --name $CLUSTER
TEXT
}

finish() {
  local code=$?
  clear_progress
  [ "$code" = 0 ] || [ ! -s "$OPERATOR_LOG" ] || { say "the operator's last words:"; tail -n 15 "$OPERATOR_LOG" >&2; }
  api_close
  [ "$KEEP" = 0 ] || return "$code"
  if [ -n "${OPERATOR:-}" ]; then
    kill "$OPERATOR" 2>/dev/null || true
    wait "$OPERATOR" 2>/dev/null || true
  fi
  "$ROOT/eng/cluster.sh" down --name "$CLUSTER" >/dev/null 2>&1 || true
  return "$code"
}

main "$@"
