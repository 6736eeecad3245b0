#!/usr/bin/env bash
# Builds the operator's image from the Dockerfile with buildah, without a container engine, and starts it.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source=eng/lib/common.sh
. "$here/lib/common.sh"
# shellcheck source=eng/lib/packages.sh
. "$here/lib/packages.sh"
# shellcheck source=eng/lib/api.sh
. "$here/lib/api.sh"
# shellcheck source=eng/lib/images.sh
. "$here/lib/images.sh"
# shellcheck source=eng/cluster/settings.sh
. "$here/cluster/settings.sh"
# shellcheck source=eng/cluster/ports.sh
. "$here/cluster/ports.sh"
# shellcheck source=eng/cluster/node.sh
. "$here/cluster/node.sh"
# shellcheck source=eng/image/stand-ins.sh
. "$here/image/stand-ins.sh"
# shellcheck source=eng/image/start.sh
. "$here/image/start.sh"

readonly IMAGE=localhost/steersman:0.1.0

usage() {
  cat <<'TEXT'
usage: eng/image.sh [--output FILE] [--no-start]
  --output FILE   keeps the image as a docker archive
  --no-start      builds only; else the image is started in a pod of a local cluster and asked for /livez and /readyz
Where Microsoft's registry cannot be reached, the base images are replaced by stand-ins of the same names, made from Debian and the local SDK.
TEXT
}

main() {
  local output='' start=1
  while [ $# -gt 0 ]; do
    case $1 in
      --output) [ $# -ge 2 ] || die "$EXIT_USAGE" "--output needs a file"; output=$2; shift ;;
      --no-start) start=0 ;;
      -h | --help) usage; return 0 ;;
      *) usage >&2; return "$EXIT_USAGE" ;;
    esac
    shift
  done
  need_dotnet
  is_root || die "$EXIT_MISSING" "buildah without user namespaces needs root"
  [ "$start" = 0 ] || node_preconditions
  need_packages buildah
  need_program curl curl
  need_program jq jq
  mkdir -p "$CACHE"
  WORK=$(mktemp -d "$CACHE/image.XXXXXX")
  trap finish EXIT
  trap 'exit 130' INT TERM
  image_build
  image_tool push --quiet "$IMAGE" "docker-archive:$WORK/steersman.tar:$IMAGE"
  [ "$start" = 0 ] || image_start "$WORK/steersman.tar"
  [ -z "$output" ] || mv "$WORK/steersman.tar" "$output"
  say "$IMAGE: $([ "$start" = 1 ] && echo 'started, /livez and /readyz answer' || echo built)"
}

# A storage of its own: nothing of the user's images is touched.
image_tool() { buildah --root "$WORK/storage" --runroot "$WORK/run" --storage-driver vfs "$@"; }

image_build() {
  local options=(--isolation chroot --layers=false --tag "$IMAGE" --file "$ROOT/Dockerfile")
  if ! registry_answers; then
    stand_ins_make
    options+=(--pull-never)
  fi
  say "building $IMAGE"
  image_tool build "${options[@]}" "$ROOT" >"$WORK/build.log" 2>&1 </dev/null || die 1 "the image does not build: $(tail -n 15 "$WORK/build.log")"
}

finish() {
  local code=$?
  api_close
  rm -rf "$WORK"
  [ -z "${API_SERVER:-}" ] || "$ROOT/eng/cluster.sh" down --name "$IMAGE_CLUSTER" 2>/dev/null || true
  return "$code"
}

main "$@"
