#!/usr/bin/env bash
# A real Kubernetes on the loopback, for tests and for the demo.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source=eng/lib/common.sh
. "$here/lib/common.sh"
# shellcheck source=eng/lib/packages.sh
. "$here/lib/packages.sh"
# shellcheck source=eng/lib/debian.sh
. "$here/lib/debian.sh"
# shellcheck source=eng/lib/programs.sh
. "$here/lib/programs.sh"
# shellcheck source=eng/lib/images.sh
. "$here/lib/images.sh"
# shellcheck source=eng/cluster/settings.sh
. "$here/cluster/settings.sh"
# shellcheck source=eng/cluster/ports.sh
. "$here/cluster/ports.sh"
# shellcheck source=eng/cluster/processes.sh
. "$here/cluster/processes.sh"
# shellcheck source=eng/cluster/pki.sh
. "$here/cluster/pki.sh"
# shellcheck source=eng/cluster/control-plane.sh
. "$here/cluster/control-plane.sh"
# shellcheck source=eng/cluster/cgroups.sh
. "$here/cluster/cgroups.sh"
# shellcheck source=eng/cluster/containerd.sh
. "$here/cluster/containerd.sh"
# shellcheck source=eng/cluster/node.sh
. "$here/cluster/node.sh"

usage() {
  cat <<'TEXT'
usage: eng/cluster.sh COMMAND [OPTION...]
  up [--node] [--audit]        etcd, kube-apiserver and kube-controller-manager; with --node also a scheduler, containerd and kubelet (needs root)
                               --audit writes every request's metadata to the audit log that `status` names
  down                         ends the processes and removes the data
  kubeconfig [--user USER]     prints the path of the kubeconfig: admin (default) or operator, both cluster administrators
  outage SECONDS               stops kube-apiserver for that long, starts it again and waits until it is ready
  import FILE...               gives the node the images of a docker archive (.tar, .tar.xz)
  programs [--debian]          gets the programs and prints their folder; --debian: Kubernetes 1.20.2 from Debian's source
  status                       says what runs; exit code 0 where all does
options:
  --name NAME                  one of several clusters side by side (default: default)
environment:
  KUBEBUILDER_ASSETS           folder with the programs; else official releases are fetched, else Debian's source is built
exit codes: 2 usage, 3 something is missing (root, a package, a program), 4 a port is taken, 5 not ready in time, 1 anything else
TEXT
}

cluster_up() {
  local with_node=$1 with_audit=$2
  [ "$with_node" = 0 ] || node_preconditions
  need_program curl curl
  need_program flock util-linux
  if ! cluster_exists; then
    PROGRAMS=$(programs_folder)
    need_programs "$PROGRAMS" etcd kube-apiserver kube-controller-manager
    VERSION=$("$PROGRAMS/kube-apiserver" --version | sed 's/^Kubernetes v//')
  elif [ -n "${KUBEBUILDER_ASSETS:-}" ] && [ "$(cd "$KUBEBUILDER_ASSETS" && pwd)" != "$PROGRAMS" ]; then
    say "cluster $NAME goes on with the programs that it was made with: $PROGRAMS"
  fi
  # Older components open a port without authentication on every address unless told not to.
  if version_at_least 24; then INSECURE_PORT=(); else INSECURE_PORT=(--port=0); fi
  if [ "$with_node" = 1 ]; then NODE=1; fi
  if [ "$with_audit" = 1 ]; then AUDIT=1; fi
  mkdir -p "$DIR/logs" "$DIR/pids"
  if cluster_exists; then settings_write; else ports_choose; fi
  pki_make
  kubeconfigs_write
  control_plane_up
  if [ "$NODE" = 1 ]; then node_up; fi
  say "Kubernetes $VERSION, cluster $NAME: KUBECONFIG=$(kubeconfig_path admin)"
}

cluster_down() {
  [ -d "$DIR" ] || { say "there is no cluster $NAME"; return 0; }
  node_down
  local name
  for name in kube-controller-manager kube-apiserver etcd; do
    process_stop "$name"
  done
  rm -rf "$DIR"
  say "cluster $NAME is gone"
}

cluster_outage() {
  cluster_exists || die 1 "there is no cluster $NAME: '$0 up --name $NAME' makes it"
  [[ $1 =~ ^[0-9]+$ ]] || die "$EXIT_USAGE" "outage needs a number of seconds: $1"
  process_stop kube-apiserver
  sleep "$1"
  apiserver_up
  say "kube-apiserver of cluster $NAME is back"
}

cluster_status() {
  cluster_exists || { printf 'there is no cluster %s\n' "$NAME"; return 1; }
  local name names=(etcd kube-apiserver kube-controller-manager) code=0
  [ "$NODE" = 0 ] || names+=(kube-scheduler containerd kubelet)
  printf 'cluster %s, Kubernetes %s, https://127.0.0.1:%s\nkubeconfig: %s\n' "$NAME" "$VERSION" "$API_PORT" "$(kubeconfig_path admin)"
  [ "$AUDIT" = 0 ] || printf 'audit log: %s\n' "$DIR/audit.log"
  for name in "${names[@]}"; do
    if process_alive "$name"; then
      printf '%-24s running, pid %s\n' "$name" "$(cut -d' ' -f1 "$DIR/pids/$name.pid")"
    else
      printf '%-24s not running\n' "$name"
      code=1
    fi
  done
  return "$code"
}

cluster_programs() {
  if [ "$1" = 0 ]; then
    programs_folder
  else
    debian_build
    printf '%s\n' "$DEBIAN_KUBERNETES"
  fi
}

cluster_kubeconfig() {
  cluster_exists || die 1 "there is no cluster $NAME: '$0 up --name $NAME' makes it"
  case $1 in admin | operator) ;; *) die "$EXIT_USAGE" "--user is admin or operator: $1" ;; esac
  printf '%s\n' "$(kubeconfig_path "$1")"
}

main() {
  local command=${1:-} name=default node=0 audit=0 user=admin debian=0 files=()
  [ $# -eq 0 ] || shift
  while [ $# -gt 0 ]; do
    case $1 in
      --node) node=1 ;;
      --audit) audit=1 ;;
      --debian) debian=1 ;;
      --name | --user) [ $# -ge 2 ] || die "$EXIT_USAGE" "$1 needs a value"
        if [ "$1" = --name ]; then name=$2; else user=$2; fi
        shift ;;
      --help | -h) usage; exit 0 ;;
      -*) die "$EXIT_USAGE" "unknown option $1; '$0 --help' says what there is" ;;
      *) files+=("$1") ;;
    esac
    shift
  done
  [ "$command" = import ] || { [ "$command" = outage ] && [ ${#files[@]} -le 1 ]; } || [ ${#files[@]} -eq 0 ] || die "$EXIT_USAGE" "unknown argument ${files[0]}; '$0 --help' says what there is"
  cluster_open "$name"
  case $command in
    up) cluster_lock; cluster_open "$name"; cluster_up "$node" "$audit" ;;
    down) cluster_lock; cluster_open "$name"; cluster_down ;;
    outage) cluster_lock; cluster_open "$name"; cluster_outage "${files[0]:-}" ;;
    import) cluster_lock; cluster_open "$name"; node_import "${files[@]}" ;;
    kubeconfig) cluster_kubeconfig "$user" ;;
    programs) cluster_programs "$debian" ;;
    status) cluster_status ;;
    -h | --help | help) usage ;;
    *) usage >&2; exit "$EXIT_USAGE" ;;
  esac
}

main "$@"
