# shellcheck shell=bash
# Debian's docker-registry, unpacked without installing it: its package would start a service.

# registry_program: prints the path of the program; nothing where it cannot be had.
registry_program() {
  local folder=$CACHE/docker-registry program
  program=$(command -v docker-registry) && { printf '%s\n' "$program"; return 0; }
  if [ ! -x "$folder/usr/bin/docker-registry" ] && have apt-get && have dpkg-deb; then
    mkdir -p "$folder"
    (cd "$folder" && apt-get download -qq docker-registry && dpkg-deb -x docker-registry_*.deb .) >"$CACHE/docker-registry.log" 2>&1 </dev/null || return 0
  fi
  [ ! -x "$folder/usr/bin/docker-registry" ] || printf '%s\n' "$folder/usr/bin/docker-registry"
}
