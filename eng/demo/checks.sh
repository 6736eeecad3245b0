# shellcheck shell=bash
# What must be true at the end, read back through the API server.

check_all() {
  local release code=0
  release=$(release_get)
  printf '\n%sRead back from the API server%s\n' "$BOLD" "$PLAIN"
  check "revisions 1 and 2 superseded, 3 failed, 4 deployed" "$(revision_states)" "1 superseded, 2 superseded, 3 failed, 4 deployed" || code=1
  check "revision 4 is the rollback" "$(revision_description 4)" "Rollback to 2" || code=1
  check "ready pods have the image of revision 2" "$(ready_images)" "$REPLICAS x $(image_of 1.1.0)" || code=1
  check "the exit code is that of the pod" "$(jq -r '.status.failure | "\(.pod) \(.exitCode)"' <<<"$release")" "$(seen_crash "$release")" || code=1
  check_deadline "$release" || code=1
  return "$code"
}

# check NAME FOUND WANTED
check() {
  if [ -n "$2" ] && [ "$2" = "$3" ]; then
    printf '   %syes%s  %s: %s\n' "$GREEN" "$PLAIN" "$1" "$2"
  else
    printf '   %sNO%s   %s: found "%s", wanted "%s"\n' "$RED" "$PLAIN" "$1" "$2" "$3"
    return 1
  fi
}

# The crash of the pod that the operator names, as the pod showed it.
seen_crash() { grep -F "$(jq -r '.status.failure.pod // "-"' <<<"$1") " <<<"$CRASHES" | head -n 1; }

check_deadline() {
  local verdict
  verdict=$(jq -r '.status.conditions[] | select(.type == "Released" and .status == "False") | .lastTransitionTime' <<<"$1")
  if [ -n "$verdict" ] && [ -n "${DEADLINE:-}" ] && [ "$(date -d "$verdict" +%s)" -lt "$(date -d "$DEADLINE" +%s)" ]; then
    printf '   %syes%s  the verdict came before the deadline: %s, not %s\n' "$GREEN" "$PLAIN" "$verdict" "$DEADLINE"
  else
    printf '   %sNO%s   the verdict came before the deadline: verdict "%s", deadline "%s"\n' "$RED" "$PLAIN" "$verdict" "${DEADLINE:-}"
    return 1
  fi
}

secrets_get() { api GET "/api/v1/namespaces/$DEMO_NAMESPACE/secrets?labelSelector=owner=helm,name=$RELEASE"; }

revision_states() { secrets_get | jq -r '[.items | sort_by(.metadata.labels.version | tonumber)[] | .metadata.labels | "\(.version) \(.status)"] | join(", ")'; }

# Helm's own record: JSON, gzip, base64, and base64 again as a Secret.
revision_record() { secrets_get | jq -r --arg version "$1" '.items[] | select(.metadata.labels.version == $version) | .data.release' | base64 -d | base64 -d | gzip -dc; }

revision_description() { revision_record "$1" | jq -r .info.description; }

ready_images() {
  pods_get | jq -r '[.items[] | select(.metadata.deletionTimestamp == null) | select(any(.status.conditions[]?; .type == "Ready" and .status == "True")) | .spec.containers[0].image]
    | group_by(.) | map("\(length) x \(.[0])") | join(", ")'
}

# The table that `helm history` prints.
history_table() {
  local revision count
  count=$(secrets_get | jq '.items | length')
  printf '\n%s%-9s %-11s %-10s %-12s %s%s\n' "$BOLD" REVISION STATUS CHART 'IMAGE TAG' DESCRIPTION "$PLAIN"
  for ((revision = 1; revision <= count; revision++)); do
    revision_record "$revision" | jq -r '[.version, .info.status, "\(.chart.metadata.name)-\(.chart.metadata.version)", .config.image.tag // "", (.info.description | split("\n")[0])] | map(tostring) | join("\u001f")' |
      while IFS=$'\x1f' read -r number status chart tag description; do printf '%-9s %-11s %-10s %-12s %s\n' "$number" "$status" "$chart" "$tag" "$description"; done
  done
}
