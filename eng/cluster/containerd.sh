# shellcheck shell=bash
# containerd of the cluster's own, 1.6 (Debian's) or 2.x, and its shims.

containerd_up() {
  local program
  program=$(containerd_program)
  containerd_config "$("$program" --version)" >"$DIR/node/containerd.toml"
  # The shim, runc and the CNI plug-ins' helpers are found by PATH.
  process_run containerd "" env PATH="$(dirname "$program"):$PATH:/usr/local/sbin:/usr/sbin:/sbin" "$program" --config "$DIR/node/containerd.toml"
  process_await containerd 60 containerd_answers
}

containerd_program() { if [ -x "$PROGRAMS/containerd" ]; then echo "$PROGRAMS/containerd"; else command -v containerd; fi; }

containerd_ctr() { "$(dirname "$(containerd_program)")/ctr" --address "$RUN/containerd.sock" --namespace k8s.io "$@" 2>/dev/null; }

containerd_config() {
  local version=3
  [[ $1 != *" 1."* && $1 != *" v1."* ]] || version=2
  cat <<TOML
version = $version
root = "$DIR/node/containerd"
state = "$RUN/containerd"
disabled_plugins = ["io.containerd.internal.v1.opt", "io.containerd.nri.v1.nri"]
[grpc]
address = "$RUN/containerd.sock"
TOML
  "containerd_cri_$version"
}

# restrict_oom_score_adj: without CAP_SYS_RESOURCE no sandbox starts otherwise.
containerd_cri_2() {
  cat <<TOML
[plugins."io.containerd.grpc.v1.cri"]
sandbox_image = "$PAUSE_IMAGE"
restrict_oom_score_adj = true
disable_apparmor = true
netns_mounts_under_state_dir = true
[plugins."io.containerd.grpc.v1.cri".cni]
bin_dir = "$(cni_folder)"
conf_dir = "$DIR/node/cni"
[plugins."io.containerd.grpc.v1.cri".containerd]
snapshotter = "$(snapshotter)"
[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
runtime_type = "io.containerd.runc.v2"
[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
SystemdCgroup = false
TOML
}

containerd_cri_3() {
  cat <<TOML
[plugins."io.containerd.cri.v1.images"]
snapshotter = "$(snapshotter)"
[plugins."io.containerd.cri.v1.images".pinned_images]
sandbox = "$PAUSE_IMAGE"
[plugins."io.containerd.cri.v1.runtime"]
restrict_oom_score_adj = true
disable_apparmor = true
netns_mounts_under_state_dir = true
[plugins."io.containerd.cri.v1.runtime".cni]
bin_dirs = ["$(cni_folder)"]
conf_dir = "$DIR/node/cni"
[plugins."io.containerd.cri.v1.runtime".containerd.runtimes.runc]
runtime_type = "io.containerd.runc.v2"
[plugins."io.containerd.cri.v1.runtime".containerd.runtimes.runc.options]
SystemdCgroup = false
TOML
}

# Inside a container the data folder may lie on an overlay itself, on which no other can be mounted.
snapshotter() { if [ "$(stat -f -c %T "$DIR")" = overlayfs ]; then echo native; else echo overlayfs; fi; }

containerd_answers() { containerd_ctr version >/dev/null; }

images_import() {
  [ -z "$(containerd_ctr images list -q "name==$PAUSE_IMAGE")" ] || return 0
  images_make "$DIR/node/images.tar"
  image_import "$DIR/node/images.tar"
  rm "$DIR/node/images.tar"
}

image_import() {
  case $1 in
    *.xz) need_program xz xz-utils; xz -dc "$1" | containerd_ctr images import - >/dev/null ;;
    *) containerd_ctr images import "$1" >/dev/null ;;
  esac || die 1 "containerd refuses the images of $1"
}

node_import() {
  cluster_exists && [ "$NODE" = 1 ] || die 1 "cluster $NAME has no node: '$0 up --node --name $NAME' makes one"
  RUN=/run/$ID
  local file
  for file; do
    [ -r "$file" ] || die 1 "no such file: $file"
    image_import "$file"
  done
}

# Shims outlive containerd; each carries its socket as an argument.
shims_stop() {
  local entry pid pids=()
  for entry in /proc/[0-9]*; do
    pid=${entry#/proc/}
    if { tr "\0" "\n" <"$entry/cmdline"; } 2>/dev/null | grep -qxF -e "$RUN/containerd.sock"; then pids+=("$pid"); fi
  done
  [ ${#pids[@]} -eq 0 ] || kill -KILL "${pids[@]}" 2>/dev/null || true
}
