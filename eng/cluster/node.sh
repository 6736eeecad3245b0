# shellcheck shell=bash
# A node with real pods: kube-scheduler, containerd with runc, a bridge, kubelet. Services have endpoints, their cluster IPs do not answer.

readonly NODE_NAME=127.0.0.1 # so that the API server finds kubelet without DNS

# Says what is missing before anything is changed.
node_preconditions() {
  is_root || die "$EXIT_MISSING" "a node needs root: containerd and kubelet make namespaces, mounts and cgroups (run as root, or without --node)"
  has_capability 21 && has_capability 12 ||
    die "$EXIT_MISSING" "a node needs the capabilities SYS_ADMIN and NET_ADMIN, which this container's root lacks (a privileged one has them)"
  [ -d /sys/fs/cgroup ] && [ -w /sys/fs/cgroup ] || die "$EXIT_MISSING" "a node needs writable cgroups, and /sys/fs/cgroup is not"
  have apt-get || { have runc && have_static_busybox && [ -x "$(cni_folder)/bridge" ]; } ||
    die "$EXIT_MISSING" "a node needs a container runtime: runc, CNI plug-ins and a static busybox (Debian: runc containernetworking-plugins busybox-static), and apt-get is not here to install them"
}

has_capability() {
  local effective
  effective=$(sed -n 's/^CapEff:\s*//p' /proc/self/status)
  (((16#$effective >> $1) & 1))
}

cni_folder() { if [ -x /usr/lib/cni/bridge ]; then echo /usr/lib/cni; else echo /opt/cni/bin; fi; }

node_up() {
  need_programs "$PROGRAMS" kube-scheduler kubelet
  node_packages
  [ -x "$PROGRAMS/containerd" ] || need_program containerd containerd
  RUN=/run/$ID
  mkdir -p "$RUN" "$DIR/node"
  node_network
  cgroups_make "$ID"
  scheduler_up
  containerd_up
  images_import
  kubelet_up
}

# What any node needs, wherever its programs come from.
node_packages() {
  local packages=()
  have runc || packages+=(runc)
  [ -x "$(cni_folder)/bridge" ] || packages+=(containernetworking-plugins)
  have_static_busybox || packages+=(busybox-static)
  have ip || packages+=(iproute2)
  [ ${#packages[@]} -eq 0 ] || need_packages "${packages[@]}"
}

# A bridge with an address before kubelet starts: its node must not have a loopback one.
node_network() {
  if [ -z "${NODE_NETWORK:-}" ]; then
    NODE_NETWORK=$(free_network)
    settings_write
  fi
  ip link show "$ID" >/dev/null 2>&1 || ip link add "$ID" type bridge
  ip address replace "$NODE_NETWORK.1/24" dev "$ID"
  ip link set "$ID" up
  mkdir -p "$DIR/node/cni"
  cat >"$DIR/node/cni/10-$ID.conflist" <<JSON
{"cniVersion": "0.4.0", "name": "$ID", "plugins": [{"type": "bridge", "bridge": "$ID", "isGateway": true, "ipMasq": false,
  "ipam": {"type": "host-local", "dataDir": "$DIR/node/addresses", "ranges": [[{"subnet": "$NODE_NETWORK.0/24"}]], "routes": [{"dst": "0.0.0.0/0"}]}}]}
JSON
}

# Three of the four numbers of a network that no route here has.
free_network() {
  local network routes
  routes=$(ip -4 route show table all)
  for _ in {1..100}; do
    network=10.$((200 + RANDOM % 20)).$((RANDOM % 256))
    [[ $routes == *"$network."* ]] || { printf '%s' "$network"; return; }
  done
  die 1 "no free network in 10.200.0.0 to 10.219.255.0"
}

scheduler_up() {
  process_run kube-scheduler "$SCHEDULER_PORT" "$PROGRAMS/kube-scheduler" --kubeconfig="$(kubeconfig_path kube-scheduler)" \
    --bind-address=127.0.0.1 --secure-port="$SCHEDULER_PORT" --leader-elect=false "${INSECURE_PORT[@]}"
}

kubelet_up() {
  local arguments=(--config="$DIR/node/kubelet.yaml" --kubeconfig="$(kubeconfig_path kubelet)" --hostname-override="$NODE_NAME"
    --root-dir="$DIR/node/kubelet" --cert-dir="$DIR/node/kubelet-pki" --node-ip="$NODE_NETWORK.1")
  version_at_least 27 || arguments+=(--container-runtime=remote --container-runtime-endpoint="unix://$RUN/containerd.sock")
  kubelet_config >"$DIR/node/kubelet.yaml"
  process_run kubelet "$KUBELET_PORT" "$PROGRAMS/kubelet" "${arguments[@]}"
  process_await kubelet 120 node_is_ready
}

node_is_ready() { api_get "/api/v1/nodes/$NODE_NAME?pretty=false" | grep -q '"type":"Ready","status":"True"'; }

kubelet_config() {
  cat <<YAML
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
address: 127.0.0.1
port: $KUBELET_PORT
readOnlyPort: 0
healthzBindAddress: 127.0.0.1
healthzPort: $KUBELET_HEALTH_PORT
authentication: {anonymous: {enabled: false}, webhook: {enabled: false}, x509: {clientCAFile: $DIR/pki/ca.crt}}
authorization: {mode: AlwaysAllow}
cgroupDriver: cgroupfs
cgroupRoot: /$ID
enforceNodeAllocatable: []
failSwapOn: false
oomScoreAdj: 0
makeIPTablesUtilChains: false
resolvConf: ""
volumePluginDir: $DIR/node/volume-plugins
imageGCHighThresholdPercent: 100
evictionHard: {memory.available: 50Mi, nodefs.available: 1%, nodefs.inodesFree: 1%, imagefs.available: 1%}
YAML
  ! version_at_least 25 || echo 'localStorageCapacityIsolation: false'
  ! version_at_least 27 || echo "containerRuntimeEndpoint: unix://$RUN/containerd.sock"
  ! version_at_least 31 || printf 'failCgroupV1: false\npodLogsDir: %s\n' "$DIR/node/pod-logs"
}

# Kubelet and its pods end first, then what held them.
node_down() {
  RUN=/run/$ID
  if [ -d "$DIR/node" ]; then
    process_stop kubelet
    cgroups_kill "$ID"
    process_stop containerd
    shims_stop
    unmount_below "$DIR/node"
    unmount_below "$RUN"
    ip link delete "$ID" 2>/dev/null || true
    cni_results_remove
    rm -rf "$RUN"
    cgroups_remove "$ID"
    pod_logs_remove
  fi
  process_stop kube-scheduler
}

# libcni's cache: for each sandbox one file of our network and one of its loopback.
cni_results_remove() {
  local file sandbox
  for file in /var/lib/cni/results/"$ID"-*; do
    sandbox=${file#*/"$ID"-}
    rm -f "$file" "/var/lib/cni/results/cni-loopback-${sandbox%-eth0}-lo"
  done
}

# Before 1.31 kubelet writes logs to a fixed folder, each pod's by its uid.
pod_logs_remove() {
  local pod
  for pod in "$DIR"/node/kubelet/pods/*; do
    [ ! -d "$pod" ] || rm -rf /var/log/pods/*_"${pod##*/}"
  done
}

unmount_below() {
  local mount
  cut -d' ' -f5 /proc/self/mountinfo | grep -F "$1/" | sort -r | while read -r mount; do
    umount "$mount" 2>/dev/null || umount -l "$mount" 2>/dev/null || true
  done || true
}
