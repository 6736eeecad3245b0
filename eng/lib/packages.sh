# shellcheck shell=bash
# Debian packages: installed where they are missing and root allows, else named in an error.

missing_packages() {
  local package
  for package; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || printf '%s\n' "$package"
  done
}

# need_packages NAME...: does nothing where all are installed.
need_packages() {
  local missing
  have dpkg-query && have apt-get || die "$EXIT_MISSING" "this is no Debian system; these programs of Debian's packages are needed: $*"
  mapfile -t missing < <(missing_packages "$@")
  [ ${#missing[@]} -gt 0 ] || return 0
  is_root || die "$EXIT_MISSING" "packages are missing and only root can install them: apt-get install ${missing[*]}"
  say "installing ${missing[*]}"
  refresh_package_lists
  DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends -o DPkg::Lock::Timeout=300 "${missing[@]}" >"$CACHE/apt.log" 2>&1 </dev/null ||
    die "$EXIT_MISSING" "apt-get install ${missing[*]} failed: $(tail -n 3 "$CACHE/apt.log")"
}

refresh_package_lists() {
  [ -z "${PACKAGE_LISTS_FRESH:-}" ] || return 0
  mkdir -p "$CACHE"
  apt-get update -qq >"$CACHE/apt.log" 2>&1 </dev/null || say "apt-get update: $(tail -n 1 "$CACHE/apt.log")"
  PACKAGE_LISTS_FRESH=1
}

# need_program PROGRAM PACKAGE: for what most machines have.
need_program() { have "$1" || need_packages "$2"; }
