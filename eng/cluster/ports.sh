# shellcheck shell=bash
# Free ports of the loopback, chosen once for a cluster and kept.

ports_choose() {
  local taken name
  exec 8>"$CLUSTERS/.ports.lock"
  flock 8
  taken=$(ports_taken)
  for name in API_PORT ETCD_PORT ETCD_PEER_PORT MANAGER_PORT SCHEDULER_PORT KUBELET_PORT KUBELET_HEALTH_PORT; do
    printf -v "$name" '%s' "$(port_pick "$taken")"
    taken+=" ${!name}"
  done
  settings_write
  exec 8>&-
}

# Below the range for outgoing connections and that of NodePorts.
port_pick() {
  local port
  for _ in {1..200}; do
    port=$((20000 + RANDOM % 9999))
    [[ " $1 " == *" $port "* ]] || { printf '%s' "$port"; return; }
  done
  die "$EXIT_PORT" "no free port between 20000 and 29999"
}

# What listens, and what other clusters have chosen.
ports_taken() { { ports_listening; sed -n 's/^[A-Z_]*_PORT=//p' "$CLUSTERS"/*/settings 2>/dev/null || true; } | tr '\n' ' '; }

# /proc has them in hexadecimal; state 0A is LISTEN.
ports_listening() {
  local address state port
  { cat /proc/net/tcp /proc/net/tcp6 2>/dev/null || true; } | while read -r _ address _ state _; do
    port=${address##*:}
    [ "$state" != 0A ] || printf '%d\n' "0x$port"
  done
}

# need_port PORT OWNER: for a process that is about to start on its recorded port.
need_port() {
  ! ports_listening | grep -qx "$1" ||
    die "$EXIT_PORT" "port $1 ($2 of cluster $NAME) is taken by another process; '$0 down --name $NAME' and 'up' again choose free ones"
}
