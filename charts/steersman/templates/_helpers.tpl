{{- define "steersman.selector" -}}
app.kubernetes.io/name: steersman
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "steersman.labels" -}}
{{ include "steersman.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end }}

{{- define "steersman.name" -}}
{{- if contains "steersman" .Release.Name }}{{ .Release.Name }}{{ else }}{{ printf "%s-steersman" .Release.Name | trunc 63 | trimSuffix "-" }}{{ end }}
{{- end }}

{{- define "steersman.subjects" -}}
- kind: ServiceAccount
  name: {{ .Values.serviceAccount.name }}
  namespace: {{ .Release.Namespace }}
{{- end }}

{{- /* The namespaces whose HelmReleases are managed, as a JSON list; empty for all. */ -}}
{{- define "steersman.namespaces" -}}
{{- if kindIs "slice" .Values.watchNamespaces }}
{{- .Values.watchNamespaces | uniq | toJson }}
{{- else }}
{{- fail "watchNamespaces must be a list of names of namespaces" }}
{{- end }}
{{- end }}

{{- /* What is needed in each namespace whose HelmReleases are managed. */ -}}
{{- define "steersman.namespacedRules" -}}
- apiGroups: [steersman.dev]
  resources: [helmreleases]
  verbs: [get, list, watch, update, patch]
- apiGroups: [steersman.dev]
  resources: [helmreleases/status, helmreleases/finalizers]
  verbs: [get, update, patch]
{{- if .Values.reconcileFlux }}
- apiGroups: [helm.toolkit.fluxcd.io]
  resources: [helmreleases]
  verbs: [get, list, watch, update, patch]
- apiGroups: [helm.toolkit.fluxcd.io]
  resources: [helmreleases/status, helmreleases/finalizers]
  verbs: [get, update, patch]
# What helm-controller made for a HelmRelease goes with it.
- apiGroups: [source.toolkit.fluxcd.io]
  resources: [helmcharts]
  verbs: [delete]
{{- end }}
# Release storage, sources and values.
- apiGroups: [""]
  resources: [secrets]
  verbs: [get, list, watch, create, update, patch, delete]
- apiGroups: [""]
  resources: [configmaps]
  verbs: [get, list, watch]
# Flux's sources, where a release refers to one.
- apiGroups: [source.toolkit.fluxcd.io]
  resources: [helmrepositories, ocirepositories, helmcharts, gitrepositories, buckets, externalartifacts]
  verbs: [get, list, watch]
- apiGroups: ["", events.k8s.io]
  resources: [events]
  verbs: [create, patch]
# What a preflight adds up.
- apiGroups: [""]
  resources: [resourcequotas, limitranges]
  verbs: [get, list]
# Readiness and the causes of failure.
- apiGroups: [""]
  resources: [pods, events, services, persistentvolumeclaims, replicationcontrollers]
  verbs: [get, list, watch]
# The log of a hook or test that failed.
- apiGroups: [""]
  resources: [pods/log]
  verbs: [get]
- apiGroups: [apps]
  resources: [deployments, replicasets, statefulsets, daemonsets, controllerrevisions]
  verbs: [get, list, watch]
- apiGroups: [networking.k8s.io]
  resources: [ingresses]
  verbs: [get, list, watch]
- apiGroups: [batch]
  resources: [jobs]
  verbs: [get, list, watch]
# Releases with a service account: requests act as it; one that lacks a right is tried again when rights change.
- apiGroups: [""]
  resources: [serviceaccounts]
  verbs: [get, list, watch, impersonate]
# Tokens that open clusters which trust this one's accounts (kubeConfig.configMapRef).
- apiGroups: [""]
  resources: [serviceaccounts/token]
  verbs: [create]
- apiGroups: [rbac.authorization.k8s.io]
  resources: [roles, rolebindings]
  verbs: [get, list, watch]
{{- end }}
