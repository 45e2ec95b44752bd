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

{{/* Where the token that Prometheus shows is mounted; empty where there is none, or settings name a file of tokens of their own. */}}
{{- define "tributary.scrapeFolder" -}}
{{- if and .Values.serviceMonitor.tokenSecret (not (index .Values.settings "http.token.file")) -}}
/etc/tributary-scrape
{{- end -}}
{{- end -}}

{{- define "tributary.properties" -}}
bootstrap.servers={{ .Values.kafka.bootstrapServers }}
schema.registry.url={{ .Values.registry.url }}
state.dir=/var/lib/tributary
http.host=0.0.0.0
http.port=8080
{{- if include "tributary.scrapeFolder" . }}
http.token.file={{ include "tributary.scrapeFolder" . }}/token
{{- end }}
{{- range $key, $value := .Values.settings }}
{{ $key }}={{ include "tributary.scalar" $value }}
{{- end }}
{{- end -}}
