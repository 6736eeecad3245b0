# shellcheck shell=bash
# config/ as a user applies it, on the control plane of this run, after every other test on it.

packaging_run() {
  local started=$SECONDS label='packaging' name='kubectl apply -k config/default'
  if [ -z "${CONTROL_PLANE_VERSION:-}" ]; then
    packaging_skip "$label" "$name" "there is no control plane of our own that it may change"
  elif ! have kubectl; then
    packaging_skip "$label" "$name" "kubectl is not on this machine"
  elif [[ $CONTROL_PLANE_VERSION == 1.20.* ]]; then
    packaging_skip "$label" "$name" "kubectl refuses the CEL rules of the CRD on Kubernetes 1.20, which takes them by a plain create"
  elif kubectl --kubeconfig "$KUBECONFIG_TEST" apply -k "$ROOT/config/default" >"$RESULTS/packaging.log" 2>&1 &&
    kubectl --kubeconfig "$KUBECONFIG_TEST" wait --for=condition=Established --timeout=60s crd/helmreleases.steersman.dev >>"$RESULTS/packaging.log" 2>&1 &&
    kubectl --kubeconfig "$KUBECONFIG_TEST" -n steersman-system get deployment steersman >>"$RESULTS/packaging.log" 2>&1; then
    suite_record "$label" 1 0 0 "$((SECONDS - started)) s"
  else
    suite_record "$label" 0 1 0 "$name"
    tail -n 20 "$RESULTS/packaging.log"
  fi
}

# packaging_skip LABEL NAME REASON
packaging_skip() {
  suite_record "$1" 0 0 1 "$3"
  printf '%s: %s: %s\n' "$1" "$2" "$3" >>"$RESULTS/skips"
}
