#!/usr/bin/env bash
# Runs every suite with what the machine has, and says what it could not run and why.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source=eng/lib/common.sh
. "$here/lib/common.sh"
# shellcheck source=eng/lib/packages.sh
. "$here/lib/packages.sh"
# shellcheck source=eng/lib/debian.sh
. "$here/lib/debian.sh"
# shellcheck source=eng/lib/registry.sh
. "$here/lib/registry.sh"
# shellcheck source=eng/test/suites.sh
. "$here/test/suites.sh"
# shellcheck source=eng/test/clusters.sh
. "$here/test/clusters.sh"
# shellcheck source=eng/test/packaging.sh
. "$here/test/packaging.sh"
# shellcheck source=eng/test/report.sh
. "$here/test/report.sh"

readonly RESULTS=$ROOT/TestResults
readonly ON_CONTROL_PLANE='(TestCategory=Integration|TestCategory=Smoke)&TestCategory!=EndToEnd'
readonly NOT_ON_OLD='TestCategory!=Long' # crash points and latencies are the operator's own: once is enough
readonly TIME_FOR_OLD_BUILD=540 # seconds after the start

usage() {
  cat <<'TEXT'
usage: eng/test.sh [--fast]
  --fast   build, pure tests and one smoke test on a control plane, in less than three minutes
environment:
  KUBEBUILDER_ASSETS       folder with the programs of Kubernetes (and helm, kwok); every skip must then be named in tests/allowed-skips.txt
  KUBECONFIG_TEST          a cluster to use in place of one of our own
  STEERSMAN_HELM           the helm to compare with (default: the one in KUBEBUILDER_ASSETS)
  STEERSMAN_IMAGES         folder with podinfo.tar.xz and its chart, for end-to-end tests
  STEERSMAN_VECTORS, STEERSMAN_CORPUS, STEERSMAN_SUITE_VECTORS, STEERSMAN_SUITES   other vectors, charts and suites to run
The last line is "N passed, N failed, N skipped"; exit code 0 only where nothing failed and every skip was allowed.
TEXT
}

main() {
  local fast=0
  case ${1:-} in
    '') ;;
    --fast) fast=1 ;;
    -h | --help) usage; return 0 ;;
    *) usage >&2; return "$EXIT_USAGE" ;;
  esac
  need_dotnet
  prepare
  if [ "$fast" = 1 ]; then run_fast; else run_full; fi
  finish
}

prepare() {
  only_one_run
  rm -rf "$RESULTS"
  mkdir -p "$RESULTS"
  : >"$RESULTS/suites"
  : >"$RESULTS/skips"
  export STEERSMAN_REPORT=$RESULTS/report
  export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
  if [ -z "${STEERSMAN_HELM:-}" ] && [ -x "${KUBEBUILDER_ASSETS:-/nowhere}/helm" ]; then export STEERSMAN_HELM=$KUBEBUILDER_ASSETS/helm; fi
  if [ -z "${STEERSMAN_REGISTRY:-}" ]; then STEERSMAN_REGISTRY=$(registry_program); export STEERSMAN_REGISTRY; fi
  clusters_stop
  trap clusters_stop EXIT
  trap 'exit 130' INT TERM
}

# By pid: a lock on a file would live on in the build servers that dotnet leaves behind.
only_one_run() {
  local file=$STATE/.test-$TEST_ID.pid other
  mkdir -p "$STATE"
  other=$(cat "$file" 2>/dev/null) || true
  if [ -n "$other" ] && tr '\0' ' ' 2>/dev/null <"/proc/$other/cmdline" | grep -q 'test\.sh'; then
    die 1 "another eng/test.sh runs in this clone (pid $other)"
  fi
  echo $$ >"$file"
}

run_fast() {
  control_plane_begin
  build
  mapfile -t pure < <(suite_projects)
  suites_run_pure 'TestCategory!=Integration&TestCategory!=EndToEnd&TestCategory!=Smoke&TestCategory!=Outage&TestCategory!=Slow' "${pure[@]}"
  mapfile -t smoke < <(suite_projects_with Smoke)
  on_control_plane TestCategory=Smoke "${smoke[@]}"
  printf '\nnot run with --fast: categories Integration, EndToEnd and Slow\n'
}

run_full() {
  control_plane_begin
  remote_begin
  build
  check_format
  mapfile -t pure < <(suite_projects)
  suites_run_pure 'TestCategory!=Integration&TestCategory!=EndToEnd&TestCategory!=Smoke&TestCategory!=Outage' "${pure[@]}"
  mapfile -t integration < <(suite_projects_with 'Integration|Smoke')
  on_control_plane "$ON_CONTROL_PLANE" "${integration[@]}"
  mapfile -t outage < <(suite_projects_with Outage)
  with_outage "${outage[@]}"
  packaging_run
  cluster_stop test
  mapfile -t real < <(suite_projects_with EndToEnd)
  on_old_server "${integration[@]}" & # side by side: both mostly wait
  local old=$!
  on_node "${real[@]}"
  wait "$old" || suite_record 'integration suites on Kubernetes 1.20' 0 1 0 'ended early'
}

build() {
  local started=$SECONDS
  dotnet build "$ROOT/Operator.sln" -c "$CONFIGURATION" -v quiet --nologo >"$RESULTS/build.log" 2>&1 </dev/null ||
    { grep -E 'error|warning' "$RESULTS/build.log" | sort -u | head -n 40; die 1 "the build failed; its log: $RESULTS/build.log"; }
  printf 'built in %s s\n' "$((SECONDS - started))"
}

check_format() {
  local started=$SECONDS
  if dotnet format "$ROOT/Operator.sln" --verify-no-changes --no-restore >"$RESULTS/format.log" 2>&1 </dev/null; then
    suite_record format 1 0 0 "$((SECONDS - started)) s"
  else
    suite_record format 0 1 0 "dotnet format Operator.sln mends this:"
    head -n 20 "$RESULTS/format.log"
  fi
}

# Starts beside the build.
control_plane_begin() {
  [ -z "${KUBECONFIG_TEST:-}" ] || return 0
  cluster_start test --audit &
  CONTROL_PLANE=$!
}

# A second one, for releases on other clusters.
remote_begin() {
  cluster_start remote &
  REMOTE=$!
}

# on_control_plane FILTER FOLDER...
on_control_plane() {
  local filter=$1
  shift
  if [ -n "${CONTROL_PLANE:-}" ]; then
    if ! wait "$CONTROL_PLANE"; then
      suites_skip "no control plane: $(cluster_problem test)" "$filter" ' on a control plane' "$@"
      return 0
    fi
    cluster_export test
    CONTROL_PLANE_VERSION=$(cluster_version test)
  fi
  if [ -n "${REMOTE:-}" ] && wait "$REMOTE"; then
    STEERSMAN_REMOTE=$("$ROOT/eng/cluster.sh" kubeconfig --name "remote-$TEST_ID")
    export STEERSMAN_REMOTE
  fi
  suites_run "$filter" ' on a control plane' "$@"
  unset STEERSMAN_REMOTE
  cluster_stop remote
}

# The API server is stopped for some seconds: only in a cluster of ours, and when nothing else uses it.
with_outage() {
  [ -n "${CONTROL_PLANE_VERSION:-}" ] || return 0
  STEERSMAN_OUTAGE="'$ROOT/eng/cluster.sh' outage 5 --name test-$TEST_ID" suites_run TestCategory=Outage ' through an outage' "$@"
}

on_node() {
  if [ -n "${CONTROL_PLANE:-}" ]; then
    if ! cluster_start node --node --audit; then
      suites_skip "no node: $(cluster_problem node)" TestCategory=EndToEnd ' on a node' "$@"
      return 0
    fi
    cluster_export node
    export STEERSMAN_NODE=1
    [ ! -f "${STEERSMAN_IMAGES:-/nowhere}/podinfo.tar.xz" ] || "$ROOT/eng/cluster.sh" import --name "node-$TEST_ID" "$STEERSMAN_IMAGES/podinfo.tar.xz"
  elif [ -z "${STEERSMAN_NODE:-}" ]; then
    suites_skip "KUBECONFIG_TEST names the cluster, and STEERSMAN_NODE=1 does not say that it has nodes" TestCategory=EndToEnd ' on a node' "$@"
    return 0
  fi
  suites_run TestCategory=EndToEnd ' on a node' "$@"
  [ -z "${CONTROL_PLANE:-}" ] || unset STEERSMAN_NODE
  cluster_stop node
}

# The oldest server that the operator serves, where the main cluster was a newer one.
on_old_server() {
  local reason
  [[ ${CONTROL_PLANE_VERSION:-} != 1.20.* ]] || return 0
  if reason=$(old_server_begin); then
    cluster_export old
    suites_run "$ON_CONTROL_PLANE&$NOT_ON_OLD" ' on Kubernetes 1.20' "$@"
    printf 'not run on Kubernetes 1.20: category Long\n'
  else
    suite_record 'integration suites on Kubernetes 1.20' 0 0 1 "$reason"
    printf 'integration suites on Kubernetes 1.20: all: %s\n' "$reason" >>"$RESULTS/skips"
  fi
}

# Prints why not where it fails. The build takes some minutes: it must not break the limit of the whole run.
old_server_begin() {
  [ -n "${CONTROL_PLANE:-}" ] || { echo "KUBECONFIG_TEST names the one cluster to use"; return 1; }
  if ! debian_is_built; then
    [ "$SECONDS" -lt "$TIME_FOR_OLD_BUILD" ] || { echo "its build is not cached, and after $SECONDS s there is no time for it"; return 1; }
    timeout 700 "$ROOT/eng/cluster.sh" programs --debian >"$RESULTS/debian.log" 2>&1 ||
      { echo "it could not be built: $(tail -n 1 "$RESULTS/debian.log")"; return 1; }
  fi
  KUBEBUILDER_ASSETS=$DEBIAN_KUBERNETES cluster_start old --audit || { cluster_problem old; return 1; }
}

# The closing line is the last one.
finish() {
  local code=0
  report_vectors
  report_skips || code=1
  ! report_has_failures || code=1
  printf '\n%s s\n' "$SECONDS"
  report_sums
  return "$code"
}

main "$@"
