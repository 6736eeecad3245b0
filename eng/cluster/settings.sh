# shellcheck shell=bash
# One cluster is one folder: its settings (a file of assignments), keys, logs, pids and data. Sourced by cluster.sh.

CLUSTERS=$STATE/clusters
readonly CLUSTERS

cluster_open() {
  NAME=$1
  [[ $NAME =~ ^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$ ]] || die "$EXIT_USAGE" "a cluster's name is 1 to 32 of a-z, 0-9 and '-': $NAME"
  DIR=$CLUSTERS/$NAME
  # Names of things that live outside the folder (bridge, cgroup, sockets) must differ between users and state folders, and are limited in length.
  ID=stm$(printf '%s' "$DIR" | sha256sum | cut -c1-8)
  AUDIT=0 NODE=0
  # shellcheck source=/dev/null
  [ ! -f "$DIR/settings" ] || . "$DIR/settings"
}

cluster_exists() { [ -f "$DIR/settings" ]; }

# One command at a time on a cluster; the lock lies beside the folder, which `down` removes.
cluster_lock() {
  mkdir -p "$CLUSTERS"
  exec 9>"$CLUSTERS/.$NAME.lock"
  flock -w 600 9 || die 1 "another command works on cluster $NAME"
}

# settings_write: keeps every setting for later commands.
settings_write() {
  local key
  for key in PROGRAMS VERSION AUDIT NODE API_PORT ETCD_PORT ETCD_PEER_PORT MANAGER_PORT SCHEDULER_PORT KUBELET_PORT KUBELET_HEALTH_PORT NODE_NETWORK; do
    printf '%s=%q\n' "$key" "${!key:-}"
  done >"$DIR/settings.new"
  mv "$DIR/settings.new" "$DIR/settings"
}

# True where the cluster's Kubernetes is at least 1.N.
version_at_least() { [ "$(printf '%s' "$VERSION" | cut -d. -f2)" -ge "$1" ]; }
