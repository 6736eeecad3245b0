# shellcheck shell=bash
# Stand-ins for Microsoft's base images where their registry cannot be reached: Debian and the machine's own SDK, under the base images' names.

registry_answers() { curl -sS -o /dev/null --connect-timeout 5 --max-time 10 https://mcr.microsoft.com/v2/ 2>/dev/null; }

stand_ins_make() {
  local sdk=$WORK/root.sdk runtime=$WORK/root.runtime dotnet
  need_packages mmdebstrap
  dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")
  say "making stand-ins for the base images from Debian and $dotnet"
  debian_root "$runtime"
  cp -a "$runtime" "$sdk"
  stand_in_dotnet "$runtime" "$dotnet" dotnet host shared
  stand_in_dotnet "$sdk" "$dotnet" dotnet host shared packs sdk sdk-manifests templates metadata
  stand_in_packages "$sdk"
  stand_in_commit "$runtime" "$(base_image 2)"
  stand_in_commit "$sdk" "$(base_image 1)"
}

# base_image N: the name in the N-th FROM of the Dockerfile.
base_image() { sed -n 's/^FROM \([^ ]*\).*/\1/p' "$ROOT/Dockerfile" | sed -n "$1p"; }

debian_root() {
  # shellcheck source=/dev/null
  mmdebstrap --quiet --mode=root --variant=minbase --include=ca-certificates,libssl3,libstdc++6,zlib1g \
    "$(. /etc/os-release && echo "$VERSION_CODENAME")" "$1" >"$WORK/debian.log" 2>&1 </dev/null ||
    die "$EXIT_MISSING" "no Debian for the stand-ins: $(tail -n 2 "$WORK/debian.log")"
}

stand_in_dotnet() {
  local root=$1 from=$2 part
  shift 2
  mkdir -p "$root/usr/share/dotnet"
  for part; do [ ! -e "$from/$part" ] || cp -a "$from/$part" "$root/usr/share/dotnet/"; done
  ln -s /usr/share/dotnet/dotnet "$root/usr/bin/dotnet"
}

# What a restore needs on a machine without nuget.org: its configuration, its certificates and the packages that it has.
stand_in_packages() {
  local packages
  packages=$(dotnet nuget locals global-packages --list | sed 's/^[^ ]* //')
  mkdir -p "$1/root/.nuget/NuGet"
  [ ! -d "$packages" ] || cp -a "$packages" "$1/root/.nuget/packages"
  [ ! -f "$HOME/.nuget/NuGet/NuGet.Config" ] || cp "$HOME/.nuget/NuGet/NuGet.Config" "$1/root/.nuget/NuGet/"
  cp /etc/ssl/certs/ca-certificates.crt "$1/etc/ssl/certs/ca-certificates.crt"
}

stand_in_commit() {
  local container
  container=$(image_tool from scratch)
  image_tool add --quiet "$container" "$1" / >/dev/null
  # The SDK wants ICU, which no program here uses.
  image_tool config --env DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 --env DOTNET_CLI_TELEMETRY_OPTOUT=1 --env DOTNET_NOLOGO=1 "$container"
  image_tool commit --quiet --rm "$container" "$2" >/dev/null
  rm -rf "$1"
}
