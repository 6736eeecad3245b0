#!/usr/bin/env bash
# Fetches official binaries and checks their published sums: release-download.sh URL_OF_KUBERNETES RESULT_FOLDER. Called by programs.sh.
set -euo pipefail
url=$1
result=$2
work=$result.part
architecture=${url##*/}
github=https://github.com

fetch() { curl -fsSL --retry 2 --connect-timeout 10 --max-time 900 -o "$2" "$1"; }

# check FILE SUM
check() { printf '%s  %s\n' "$2" "$1" | sha256sum -c --quiet -; }

kubernetes() {
  local name
  for name in kube-apiserver kube-controller-manager kube-scheduler kubelet; do
    fetch "$url/$name" "$name"
    fetch "$url/$name.sha256" "$name.sha256"
    check "$name" "$(cat "$name.sha256")"
    chmod 755 "$name"
  done
}

etcd() {
  local archive=etcd-$ETCD_RELEASE-linux-$architecture.tar.gz base=$github/etcd-io/etcd/releases/download/$ETCD_RELEASE
  fetch "$base/$archive" "$archive"
  fetch "$base/SHA256SUMS" SHA256SUMS
  check "$archive" "$(awk -v name="$archive" '$2 == name { print $1 }' SHA256SUMS)"
  tar -xzf "$archive" --strip-components=1 "${archive%.tar.gz}/etcd"
}

containerd() {
  local archive=containerd-$CONTAINERD_RELEASE-linux-$architecture.tar.gz
  local base=$github/containerd/containerd/releases/download/v$CONTAINERD_RELEASE
  fetch "$base/$archive" "$archive"
  fetch "$base/$archive.sha256sum" "$archive.sha256sum"
  check "$archive" "$(cut -d' ' -f1 "$archive.sha256sum")"
  tar -xzf "$archive" --strip-components=1
}

rm -rf "$work"
mkdir -p "$work"
cd "$work"
kubernetes
etcd
containerd
rm -f ./*.tar.gz ./*.sha256 ./*.sha256sum SHA256SUMS
mv "$work" "$result"
