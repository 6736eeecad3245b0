# shellcheck shell=bash
# Where the programs of Kubernetes come from: KUBEBUILDER_ASSETS; else official releases; else a build of Debian's source.

readonly KUBERNETES_RELEASE=v1.36.3 ETCD_RELEASE=v3.6.8 CONTAINERD_RELEASE=2.2.0

# Prints the folder that holds etcd, kube-apiserver, kube-controller-manager (and, for a node, kube-scheduler and kubelet).
programs_folder() {
  if [ -n "${KUBEBUILDER_ASSETS:-}" ]; then
    [ -d "$KUBEBUILDER_ASSETS" ] || die "$EXIT_MISSING" "KUBEBUILDER_ASSETS names no folder: $KUBEBUILDER_ASSETS"
    (cd "$KUBEBUILDER_ASSETS" && pwd)
  elif release_is_cached || release_download; then
    release_folder
  else
    debian_build
    printf '%s\n' "$DEBIAN_KUBERNETES"
  fi
}

# need_programs FOLDER NAME...
need_programs() {
  local folder=$1 name
  shift
  for name; do
    [ -x "$folder/$name" ] || die "$EXIT_MISSING" "$folder has no $name (needed: $*)"
  done
}

release_folder() { printf '%s/kubernetes-%s\n' "$CACHE" "$KUBERNETES_RELEASE"; }

release_is_cached() { [ -x "$(release_folder)/kubelet" ]; }

# Fetches the releases with their checksums; 1 where the network does not allow it. The folder appears only when it is complete.
release_download() {
  local url
  url=https://dl.k8s.io/release/$KUBERNETES_RELEASE/bin/linux/$(release_architecture)
  need_program curl curl
  curl -fsSL --connect-timeout 5 --max-time 10 -o /dev/null "$url/kubelet.sha256" 2>/dev/null || return 1
  mkdir -p "$CACHE"
  "$BASH" "$ROOT/eng/lib/release-download.sh" "$url" "$(release_folder)" >"$CACHE/download.log" 2>&1 </dev/null ||
    { say "the official releases could not be fetched: $(tail -n 1 "$CACHE/download.log")"; return 1; }
}

release_architecture() { case $(uname -m) in aarch64) echo arm64 ;; *) echo amd64 ;; esac; }

export KUBERNETES_RELEASE ETCD_RELEASE CONTAINERD_RELEASE
