# shellcheck shell=bash
# etcd, kube-apiserver and kube-controller-manager on the loopback.

control_plane_up() {
  etcd_up
  apiserver_up
  manager_up
  process_await kube-controller-manager 60 default_account_exists
}

etcd_up() {
  local client=http://127.0.0.1:$ETCD_PORT peer=http://127.0.0.1:$ETCD_PEER_PORT
  # Data without fsync is lost with the machine, and these clusters are thrown away.
  process_run etcd "$ETCD_PORT" "$PROGRAMS/etcd" --name="$NAME" --data-dir="$DIR/etcd" --unsafe-no-fsync --quota-backend-bytes=4294967296 \
    --listen-client-urls="$client" --advertise-client-urls="$client" \
    --listen-peer-urls="$peer" --initial-advertise-peer-urls="$peer" --initial-cluster="$NAME=$peer"
  process_await etcd 60 etcd_is_healthy
}

etcd_is_healthy() { curl -fsS --noproxy '*' --max-time 5 "http://127.0.0.1:$ETCD_PORT/health" 2>/dev/null | grep -q true; }

apiserver_up() {
  # shellcheck disable=SC2054 # commas are the flags' own
  local arguments=(
    --etcd-servers="http://127.0.0.1:$ETCD_PORT"
    --bind-address=127.0.0.1 --advertise-address=127.0.0.1 --secure-port="$API_PORT"
    # It refuses a loopback address as an endpoint of the service "kubernetes", again and again.
    --endpoint-reconciler-type=none
    --service-cluster-ip-range="$SERVICE_NETWORK"
    --authorization-mode=Node,RBAC --token-auth-file="$DIR/pki/tokens.csv" --client-ca-file="$DIR/pki/ca.crt"
    --tls-cert-file="$DIR/pki/apiserver.crt" --tls-private-key-file="$DIR/pki/apiserver.key"
    --kubelet-client-certificate="$DIR/pki/kubelet-client.crt" --kubelet-client-key="$DIR/pki/kubelet-client.key"
    --kubelet-preferred-address-types=Hostname
    --service-account-issuer=https://kubernetes.default.svc --service-account-key-file="$DIR/pki/service-account.key"
    --service-account-signing-key-file="$DIR/pki/service-account.key"
    --allow-privileged --profiling=false)
  if [ "$AUDIT" = 1 ]; then
    audit_policy >"$DIR/audit-policy.yaml"
    # The default mode "blocking" loses no event; "batch" drops them when its buffer is full.
    arguments+=(--audit-log-path="$DIR/audit.log" --audit-log-maxsize=10240 --audit-policy-file="$DIR/audit-policy.yaml")
  fi
  process_run kube-apiserver "$API_PORT" "$PROGRAMS/kube-apiserver" "${arguments[@]}"
  process_await kube-apiserver 120 apiserver_is_ready
}

audit_policy() {
  cat <<'YAML'
apiVersion: audit.k8s.io/v1
kind: Policy
omitStages: [RequestReceived]
rules:
  - level: Metadata
YAML
}

# Its default of 20 requests a second makes a hundred Deployments wait for it, not for the operator.
manager_up() {
  process_run kube-controller-manager "$MANAGER_PORT" "$PROGRAMS/kube-controller-manager" \
    --kubeconfig="$(kubeconfig_path kube-controller-manager)" --bind-address=127.0.0.1 --secure-port="$MANAGER_PORT" --leader-elect=false \
    --root-ca-file="$DIR/pki/ca.crt" --service-account-private-key-file="$DIR/pki/service-account.key" --use-service-account-credentials=true \
    --kube-api-qps=200 --kube-api-burst=400 "${INSECURE_PORT[@]}"
}

# The first sign that the controllers work.
default_account_exists() { api_get /api/v1/namespaces/default/serviceaccounts/default >/dev/null; }

apiserver_is_ready() { api_get /readyz >/dev/null; }

# api_get PATH: prints the body; fails on any status but 2xx.
api_get() {
  curl -fsS --noproxy '*' --max-time 10 --cacert "$DIR/pki/ca.crt" -H "Authorization: Bearer $(cat "$DIR/pki/admin.token")" "https://127.0.0.1:$API_PORT$1" 2>/dev/null
}
