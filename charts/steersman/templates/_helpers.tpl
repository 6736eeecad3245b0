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
