{{- define "tributary.name" -}}
{{- if contains "tributary" .Release.Name -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-tributary" .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "tributary.selector" -}}
app.kubernetes.io/name: tributary
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "tributary.labels" -}}
{{ include "tributary.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}

{{/* A number that YAML reads as a float is written as what it was. */}}
{{- define "tributary.scalar" -}}
{{- if kindIs "float64" . -}}
{{- if eq (floor .) . -}}{{ int64 . }}{{- else -}}{{ . }}{{- end -}}
{{- else -}}
{{ . }}
{{- end -}}
{{- end -}}

{{- define "tributary.properties" -}}
bootstrap.servers={{ .Values.kafka.bootstrapServers }}
schema.registry.url={{ .Values.registry.url }}
state.dir=/var/lib/tributary
http.host=0.0.0.0
http.port=8080
{{- range $key, $value := .Values.settings }}
{{ $key }}={{ include "tributary.scalar" $value }}
{{- end }}
{{- end -}}
