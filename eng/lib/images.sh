# shellcheck shell=bash
# Container images without a registry: docker archives of one layer, Debian's static busybox.

readonly PAUSE_IMAGE=localhost/steersman/pause:1
readonly WEB_IMAGE=localhost/steersman/web

# The one that the images need: a dynamic one finds no libraries there.
have_static_busybox() { have busybox && ! ldd "$(command -v busybox)" >/dev/null 2>&1; }

# images_make FILE: pause, and the sample web server in versions 1.0.0, 1.1.0 and 2.0.0; the last one crashes with exit code 3.
images_make() {
  local work file=$1
  work=$(mktemp -d)
  images_layer "$work/root" "$work/layer.tar"
  images_config "$work" "$PAUSE_IMAGE" '["/bin/busybox","sleep","2147483647"]'
  images_config "$work" "$WEB_IMAGE:1.0.0" '["/bin/web"]' WEB_VERSION=1.0.0
  images_config "$work" "$WEB_IMAGE:1.1.0" '["/bin/web"]' WEB_VERSION=1.1.0
  images_config "$work" "$WEB_IMAGE:2.0.0" '["/bin/web"]' WEB_VERSION=2.0.0 WEB_EXIT_CODE=3
  printf '[%s]' "$(paste -sd, "$work/entries")" >"$work/manifest.json"
  rm -r "$work/root" "$work/entries"
  tar -C "$work" -cf "$file.part" .
  mv "$file.part" "$file"
  rm -r "$work"
}

images_layer() {
  mkdir -p "$1"/{bin,srv,tmp,etc}
  cp "$(command -v busybox)" "$1/bin/busybox"
  cp "$ROOT/eng/sample-image/web" "$1/bin/web"
  local applet
  for applet in sh sleep httpd cat echo ls wget tail; do ln -s busybox "$1/bin/$applet"; done
  echo 'web:x:65532:65532::/:/bin/sh' >"$1/etc/passwd"
  chmod -R u=rwX,go=rX "$1"
  chmod 755 "$1"/bin/*
  tar -C "$1" --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner -cf "$2" .
}

# images_config FOLDER TAG ENTRYPOINT ENVIRONMENT...
images_config() {
  local folder=$1 tag=$2 entrypoint=$3 environment='"PATH=/bin"' name
  shift 3
  [ $# -eq 0 ] || environment+=$(printf ',"%s"' "$@")
  printf '{"architecture":"%s","os":"linux","created":"1970-01-01T00:00:00Z","config":{"User":"65532:65532","Entrypoint":%s,"Env":[%s]},"rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}' \
    "$(release_architecture)" "$entrypoint" "$environment" "$(sha256sum <"$folder/layer.tar" | cut -d' ' -f1)" >"$folder/config"
  name=$(sha256sum <"$folder/config" | cut -d' ' -f1).json
  mv "$folder/config" "$folder/$name"
  printf '{"Config":"%s","RepoTags":["%s"],"Layers":["layer.tar"]}\n' "$name" "$tag" >>"$folder/entries"
}
