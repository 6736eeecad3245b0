# shellcheck shell=bash
# Starts the image as config/manager says, in a real pod (non-root, read-only root), and asks it how it is.

readonly IMAGE_CLUSTER=image

image_start() {
  local metrics health taken folder kubeconfig
  say "starting the image in a pod"
  "$ROOT/eng/cluster.sh" down --name "$IMAGE_CLUSTER" 2>/dev/null
  "$ROOT/eng/cluster.sh" up --node --name "$IMAGE_CLUSTER"
  "$ROOT/eng/cluster.sh" import --name "$IMAGE_CLUSTER" "$1"
  kubeconfig=$("$ROOT/eng/cluster.sh" kubeconfig --name "$IMAGE_CLUSTER")
  api_open "$kubeconfig"
  taken=$(ports_taken)
  metrics=$(port_pick "$taken")
  health=$(port_pick "$taken $metrics")
  manifests_create
  manager_manifest "$metrics" "$health" | api POST /apis/apps/v1/namespaces/steersman-system/deployments application/yaml >/dev/null
  wait_for 90 answers "$health" livez || die "$EXIT_TIMEOUT" "the image does not answer /livez: $(pods_tell)"
  wait_for 60 answers "$health" readyz || die "$EXIT_TIMEOUT" "the image answers /livez, but not /readyz: $(pods_tell)"
}

answers() { curl -fsS --noproxy '*' --max-time 5 -o /dev/null "http://127.0.0.1:$1/$2" 2>/dev/null; }

manifests_create() {
  local path=/apis/rbac.authorization.k8s.io/v1
  api POST /api/v1/namespaces application/yaml <"$ROOT/config/default/namespace.yaml" >/dev/null
  api PATCH /api/v1/namespaces/steersman-system application/merge-patch+json >/dev/null \
    <<<'{"metadata": {"labels": {"pod-security.kubernetes.io/enforce": "privileged"}}}' # this pod is on the host's network
  api POST /apis/apiextensions.k8s.io/v1/customresourcedefinitions application/yaml <"$ROOT/config/crd/steersman.dev_helmreleases.yaml" >/dev/null
  api POST /api/v1/namespaces/steersman-system/serviceaccounts application/yaml <"$ROOT/config/rbac/service_account.yaml" >/dev/null
  document "$ROOT/config/rbac/manager_role.yaml" 1 | api POST $path/clusterroles application/yaml >/dev/null
  document "$ROOT/config/rbac/manager_role.yaml" 2 | api POST $path/clusterrolebindings application/yaml >/dev/null
  document "$ROOT/config/rbac/leader_election_role.yaml" 1 | api POST $path/namespaces/steersman-system/roles application/yaml >/dev/null
  document "$ROOT/config/rbac/leader_election_role.yaml" 2 | api POST $path/namespaces/steersman-system/rolebindings application/yaml >/dev/null
  api POST $path/clusterrolebindings application/yaml <"$ROOT/config/rbac/reconciler_binding.yaml" >/dev/null
}

# document FILE N: one document of a file of several.
document() { awk -v wanted="$2" 'BEGIN { n = 1 } /^---/ { n++; next } n == wanted' "$1"; }

# Cluster IPs do not answer on this node: the pod is on the host's network and finds the API server by its variables.
manager_manifest() {
  sed -e "s|image: steersman:latest|image: $IMAGE|" -e "s|8080|$1|" -e "s|9440|$2|" -e 's|^    spec:|    spec:\n      hostNetwork: true|' \
    -e "s|^          args:|          env: [{name: KUBERNETES_SERVICE_HOST, value: 127.0.0.1}, {name: KUBERNETES_SERVICE_PORT, value: \"${API_SERVER##*:}\"}]\n          args:|" \
    "$ROOT/config/manager/manager.yaml"
}

pods_tell() {
  api GET /api/v1/namespaces/steersman-system/pods | jq -r '.items[].status.containerStatuses[]? | [.state, .lastState] | tostring'
  cat "$CLUSTERS/$IMAGE_CLUSTER"/node/pod-logs/*/*/*.log 2>/dev/null | tail -n 10 || true
}
