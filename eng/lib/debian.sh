# shellcheck shell=bash
# Kubernetes 1.20.2 built from Debian's source package, once, about five minutes on two cores; the last resort of programs.sh.

DEBIAN_KUBERNETES=$CACHE/kubernetes-debian-1.20.2
readonly DEBIAN_KUBERNETES

debian_is_built() { [ -x "$DEBIAN_KUBERNETES/kubelet" ]; }

# Builds into the cache; the folder appears only when it is complete.
debian_build() {
  ! debian_is_built || return 0
  mkdir -p "$CACHE"
  exec 7>"$CACHE/.debian.lock"
  flock 7
  if ! debian_is_built; then
    need_packages golang-go etcd-server jq rsync make dpkg-dev xz-utils
    say "building Kubernetes 1.20.2 from Debian's source (once, some minutes; log: $CACHE/debian-build.log)"
    # A process of its own: a function on the left of || would go on after an error.
    "$BASH" "$ROOT/eng/lib/debian-build.sh" "$CACHE/debian-build" "$DEBIAN_KUBERNETES" >"$CACHE/debian-build.log" 2>&1 </dev/null 7>&- ||
      die "$EXIT_MISSING" "Kubernetes could not be built from Debian's source: $(tail -n 3 "$CACHE/debian-build.log")"
  fi
  exec 7>&-
}
