# shellcheck shell=bash
# The clusters of a test run: one control plane for integration tests and one that is remote to it, one with a node for end-to-end tests, one of Kubernetes 1.20.

# Two clones side by side do not share clusters.
TEST_ID=$(printf '%s' "$ROOT" | sha256sum | cut -c1-6)
readonly TEST_ID

# cluster_start KIND OPTION...: the log's last line says why where it fails.
cluster_start() {
  local kind=$1
  shift
  "$ROOT/eng/cluster.sh" up --name "$kind-$TEST_ID" "$@" >"$RESULTS/cluster-$kind.log" 2>&1
}

cluster_stop() { "$ROOT/eng/cluster.sh" down --name "$1-$TEST_ID" >/dev/null 2>&1 || true; }

clusters_stop() {
  local kind
  for kind in test remote node old; do cluster_stop "$kind"; done
}

cluster_problem() { tail -n 1 "$RESULTS/cluster-$1.log" | sed 's/^cluster\.sh: //'; }

# What the tests are told about a cluster of ours.
cluster_export() {
  local name=$1-$TEST_ID
  KUBECONFIG_TEST=$("$ROOT/eng/cluster.sh" kubeconfig --name "$name")
  KUBECONFIG_TEST_OPERATOR=$("$ROOT/eng/cluster.sh" kubeconfig --name "$name" --user operator)
  STEERSMAN_AUDIT_LOG=$("$ROOT/eng/cluster.sh" status --name "$name" | sed -n 's/^audit log: //p')
  export KUBECONFIG_TEST KUBECONFIG_TEST_OPERATOR STEERSMAN_AUDIT_LOG
}

cluster_version() { "$ROOT/eng/cluster.sh" status --name "$1-$TEST_ID" | sed -n 's/^cluster .*, Kubernetes \([^,]*\),.*/\1/p'; }
