#!/usr/bin/env bash
# Builds Kubernetes 1.20.2 from Debian's source package: debian-build.sh WORK_FOLDER RESULT_FOLDER. Called by debian.sh.
set -euo pipefail
work=$1
result=$2
tree=$work/go/src/k8s.io/kubernetes

# The machine's own mirrors, asked for sources too, without a change to its apt configuration.
apt_sources() {
  local program=$1
  shift
  "$program" -o Dir::Etc::SourceList="$work/sources.list" -o Dir::Etc::SourceParts=/dev/null -o Dir::State::Lists="$work/lists" \
    -o Dir::Cache="$work/cache" -o APT::Sandbox::User=root "$@"
}

fetch_source() {
  local version
  mkdir -p "$work/lists/partial" "$work/cache/archives/partial"
  # shellcheck disable=SC2016 # apt's own variables
  apt-get indextargets --format 'deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $(REPO_URI) $(RELEASE) $(COMPONENT)' 'Identifier: Packages' 'Component: main' |
    grep -i debian | sort -u >"$work/sources.list"
  apt_sources apt-get update -qq
  version=$(apt_sources apt-cache showsrc --only-source kubernetes | sed -n 's/^Version: \(1\.20\.5+really1\.20\.2.*\)/\1/p' | sort -V | tail -n 1)
  [ -n "$version" ] || { echo "this Debian has no source of Kubernetes 1.20.2 (Debian 12 has it)" && exit 1; }
  apt_sources apt-get source -qq --download-only "kubernetes=$version"
  dpkg-source --no-check -x kubernetes_*.dsc "$tree"
}

# reflect2 1.0.1 compiled by Go 1.18 or later makes the API server crash on the first custom resource; Debian packages 1.0.2.
mend_reflect2() {
  local vendored=$tree/vendor/github.com/modern-go/reflect2
  apt-get download -qq golang-github-modern-go-reflect2-dev
  dpkg-deb -x golang-github-modern-go-reflect2-dev_*.deb "$work/reflect2"
  rm -rf "$vendored"
  cp -r "$work/reflect2/usr/share/gocode/src/github.com/modern-go/reflect2" "$vendored"
  rm -f "$vendored"/*_test.go
}

# Without these the server calls itself v0.0.0 and every chart with a kubeVersion refuses it: one is what --version prints, one what /version answers.
version_flags() {
  local package
  for package in component-base/version client-go/pkg/version; do
    printf -- '-X k8s.io/kubernetes/vendor/k8s.io/%s ' "$package.gitVersion=v1.20.2" "$package.gitMajor=1" "$package.gitMinor=20"
  done
}

build() {
  # Module mode fails ("updates to go.mod needed"), so this is a GOPATH build.
  export GOPATH=$work/go GOCACHE=$work/gocache GO111MODULE=off CGO_ENABLED=0 GOFLAGS=
  cd "$tree"
  make generated_files
  go build -trimpath -ldflags "-s -w $(version_flags)" -o "$work/bin/" \
    k8s.io/kubernetes/cmd/{kube-apiserver,kube-controller-manager,kube-scheduler,kubelet}
}

rm -rf "$work" "$result"
mkdir -p "$work/go/src/k8s.io" "$work/bin"
cd "$work"
fetch_source
mend_reflect2
build
ln -s "$(command -v etcd)" "$work/bin/etcd"
mv "$work/bin" "$result"
cd /
chmod -R u+w "$work"
rm -rf "$work"
