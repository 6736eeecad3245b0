# shellcheck shell=bash
# The API server through curl, for machines without kubectl.

# api_open KUBECONFIG: one that cluster.sh wrote.
api_open() {
  API_SERVER=$(sed -n 's/^ *server: //p' "$1")
  API_FOLDER=$(mktemp -d)
  sed -n 's/^ *certificate-authority-data: //p' "$1" | base64 -d >"$API_FOLDER/ca.crt"
  # In a file: arguments of processes are seen by every user of the machine.
  (umask 077 && printf 'Authorization: Bearer %s\n' "$(sed -n 's/^ *token: //p' "$1")" >"$API_FOLDER/header")
}

api_close() { [ -z "${API_FOLDER:-}" ] || rm -rf "$API_FOLDER"; }

# api METHOD PATH [CONTENT_TYPE]: the body of a write comes from standard input. Prints the answer; any status but 2xx is an error with the server's message.
api() {
  local method=$1 path=$2 type=${3:-} answer status arguments=()
  [ -z "$type" ] || arguments=(--data-binary @- -H "Content-Type: $type")
  answer=$(curl -sS --noproxy '*' --max-time 30 -X "$method" --cacert "$API_FOLDER/ca.crt" -H @"$API_FOLDER/header" -H 'Accept: application/json' \
    -w '\n%{http_code}' "${arguments[@]}" "$API_SERVER$path") || return 1
  status=${answer##*$'\n'}
  answer=${answer%$'\n'*}
  [[ $status == 2* ]] || { say "$method $path: $status $(jq -r '.message // empty' <<<"$answer" 2>/dev/null || true)"; return 1; }
  printf '%s\n' "$answer"
}
