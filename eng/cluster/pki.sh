# shellcheck shell=bash
# Keys, certificates, tokens and the kubeconfigs made of them.

readonly SERVICE_NETWORK=10.222.0.0/16 SERVICE_FIRST=10.222.0.1

# token users: name, user, group
readonly TOKEN_USERS="admin steersman-admin system:masters
operator steersman-operator system:masters
kube-controller-manager system:kube-controller-manager -
kube-scheduler system:kube-scheduler -
kubelet system:node:127.0.0.1 system:nodes"

pki_make() {
  [ ! -f "$DIR/pki/complete" ] || return 0
  need_program openssl openssl
  mkdir -p "$DIR/pki"
  chmod 700 "$DIR/pki"
  pki_authority
  pki_certificate apiserver "/CN=kube-apiserver" "subjectAltName=IP:127.0.0.1,IP:$SERVICE_FIRST,DNS:localhost,DNS:kubernetes.default.svc"
  pki_certificate kubelet-client "/O=system:masters/CN=kube-apiserver-kubelet-client" "extendedKeyUsage=clientAuth"
  pki_certificate admin "/O=system:masters/CN=steersman-admin" "extendedKeyUsage=clientAuth"
  openssl genrsa -out "$DIR/pki/service-account.key" 2048 2>/dev/null
  pki_tokens
  touch "$DIR/pki/complete"
}

pki_authority() {
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 -subj "/CN=steersman-$NAME" \
    -keyout "$DIR/pki/ca.key" -out "$DIR/pki/ca.crt" 2>/dev/null
}

# pki_certificate NAME SUBJECT EXTENSION
pki_certificate() {
  local base=$DIR/pki/$1
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "$2" -keyout "$base.key" -out "$base.csr" 2>/dev/null
  openssl x509 -req -in "$base.csr" -CA "$DIR/pki/ca.crt" -CAkey "$DIR/pki/ca.key" -CAcreateserial -days 3650 \
    -extfile <(printf '%s\n' "$3") -out "$base.crt" 2>/dev/null
  rm "$base.csr"
}

pki_tokens() {
  local name user group token
  while read -r name user group; do
    token=$(openssl rand -hex 16)
    printf '%s' "$token" >"$DIR/pki/$name.token"
    [ "$group" != - ] || group=
    printf '%s,%s,%s,"%s"\n' "$token" "$user" "$name" "$group"
  done <<<"$TOKEN_USERS" >"$DIR/pki/tokens.csv"
}

kubeconfigs_write() {
  local name
  while read -r name _; do
    kubeconfig_write "$name" "$(kubeconfig_path "$name")"
  done <<<"$TOKEN_USERS"
}

kubeconfig_path() { [ "$1" = admin ] && printf '%s/kubeconfig' "$DIR" || printf '%s/kubeconfig.%s' "$DIR" "$1"; }

# Only root and its owner read it: it holds a token of system:masters.
kubeconfig_write() (
  umask 077
  cat >"$2" <<YAML
apiVersion: v1
kind: Config
clusters:
  - name: steersman-$NAME
    cluster:
      server: https://127.0.0.1:$API_PORT
      certificate-authority-data: $(base64 -w0 <"$DIR/pki/ca.crt")
users:
  - name: $1
    user:
      token: $(cat "$DIR/pki/$1.token")
contexts:
  - name: steersman-$NAME
    context:
      cluster: steersman-$NAME
      user: $1
current-context: steersman-$NAME
YAML
)
