# shellcheck shell=bash
# The demo's release: made, changed and followed through the API server.

readonly DEMO_NAMESPACE=demo RELEASE=web REPLICAS=2
readonly RELEASE_PATH=/apis/steersman.dev/v1/namespaces/$DEMO_NAMESPACE/helmreleases/$RELEASE

install_definition() {
  # A plain create: servers before 1.25 refuse an apply of the CEL rules, and prune them from a create.
  api POST /apis/apiextensions.k8s.io/v1/customresourcedefinitions application/yaml <"$ROOT/config/crd/steersman.dev_helmreleases.yaml" >/dev/null
  wait_for 30 definition_is_served || die "$EXIT_TIMEOUT" "the API server does not serve HelmReleases"
}

definition_is_served() { api GET /apis/steersman.dev/v1 2>/dev/null | jq -e '.resources | any(.name == "helmreleases")' >/dev/null; }

# The chart lies in a ConfigMap beside the release: no repository is needed.
create_release() {
  local chart
  chart=$(tar -C "$ROOT/config/samples" --owner=0 --group=0 -czf - web | base64 -w0)
  printf '{"metadata": {"name": "%s"}}' "$DEMO_NAMESPACE" | api POST /api/v1/namespaces application/json >/dev/null
  printf '{"metadata": {"name": "web-chart"}, "binaryData": {"chart.tgz": "%s"}}' "$chart" |
    api POST "/api/v1/namespaces/$DEMO_NAMESPACE/configmaps" application/json >/dev/null
  api POST "${RELEASE_PATH%/*}" application/json >/dev/null <<JSON
{"apiVersion": "steersman.dev/v1", "kind": "HelmRelease", "metadata": {"name": "$RELEASE"},
 "spec": {"source": {"configMap": {"name": "web-chart", "key": "chart.tgz"}}, "timeout": "3m",
          "values": {"replicas": $REPLICAS, "message": "Hello", "image": {"tag": "1.0.0"}}}}
JSON
}

# change_values JSON
change_values() { printf '{"spec": {"values": %s}}' "$1" | api PATCH "$RELEASE_PATH" application/merge-patch+json >/dev/null; }

release_get() { api GET "$RELEASE_PATH"; }

pods_get() { api GET "/api/v1/namespaces/$DEMO_NAMESPACE/pods?labelSelector=app.kubernetes.io/instance=$RELEASE"; }

# follow SECONDS FILTER: shows every change of what the operator reports until the jq filter holds for the release.
follow() {
  local until=$((SECONDS + $1)) filter=$2 release line last=
  while :; do
    operator_is_alive || die 1 "the operator ended; its log: $OPERATOR_LOG"
    if release=$(release_get); then
      line=$(describe "$release")
      [ "$line" = "$last" ] || note "$line"
      last=$line
      observe_failure "$release"
      ! jq -e "$filter" <<<"$release" >/dev/null || return 0
      progress "$line"
    fi
    [ "$SECONDS" -lt "$until" ] || die "$EXIT_TIMEOUT" "the release did not get there in time: $line"
    sleep 0.25
  done
}

# One line of a release: the operation and the worst object while it runs, else the verdict.
describe() {
  jq -r '
    (.status.conditions // [] | map({(.type): .}) | add // {}) as $conditions
    | if .status.operation then
        "\(.status.operation.type) revision \(.status.operation.revision), \(.status.operation.phase // "")"
        + (if .status.operation.total then " \(.status.operation.ready // 0)/\(.status.operation.total) ready" else "" end)
        + (.status.progress[0] // null | if . then ": \(.object | if type == "object" then "\(.kind)/\(.name)" else . end) \(.message // .reason // .status // "")" else "" end)
      elif $conditions.Ready.observedGeneration != .metadata.generation then "generation \(.metadata.generation) is not seen yet"
      else "Ready=\($conditions.Ready.status) \($conditions.Ready.reason): \($conditions.Ready.message | split("\n")[0])"
      end' <<<"$1"
}

# Keeps what only lives for a while: the deadline of the operation, and the exit code that the pod itself shows.
observe_failure() {
  local pods
  [ "${WATCH_FAILURE:-0}" = 1 ] || return 0
  DEADLINE=$(jq -r --arg known "${DEADLINE:-}" 'if .status.operation.revision == 3 then .status.operation.deadline // $known else $known end' <<<"$1")
  pods=$(pods_get) || return 0
  CRASHES=$(jq -r --arg known "${CRASHES:-}" --arg image "$(image_of 2.0.0)" '
    [.items[] | select(.spec.containers[0].image == $image) | .metadata.name as $pod | .status.containerStatuses[]?
     | (.lastState.terminated // .state.terminated) // empty | "\($pod) \(.exitCode)"] | if length > 0 then . else [$known] end | .[]' <<<"$pods")
  local shown
  shown=$(jq -r --arg image "$(image_of 2.0.0)" '.items[] | select(.spec.containers[0].image == $image) | .metadata.name as $pod | .status.containerStatuses[]?
    | "pod \($pod): \(.restartCount) restarts, " + (.state | to_entries[0] | .key + (.value.reason // "" | if . == "" then "" else " " + . end) + (.value.exitCode // null | if . then ", exit code \(.)" else "" end))' <<<"$pods")
  [ -z "$shown" ] || [ "$shown" = "${LAST_POD:-}" ] || note "$shown" "$DIM"
  LAST_POD=$shown
}

image_of() { printf 'localhost/steersman/web:%s' "$1"; }
