namespace Steersman.Operator.IntegrationTests.Support;

/// <summary>Templates of hooks.</summary>
internal static class HookCharts
{
    /// <summary>A Job whose image tag tells <see cref="PodPuppet"/> how it fares.</summary>
    public static string Job(string name, string events, int weight = 0, string? annotation = null, string tag = "done", string nameField = "name", string? spec = null) =>
        $$"""
        apiVersion: batch/v1
        kind: Job
        metadata:
          {{nameField}}: {{name}}
          annotations:
            helm.sh/hook: {{events}}
            helm.sh/hook-weight: "{{weight}}"
            {{annotation}}
        spec:
          backoffLimit: 0
          {{spec}}
          template:
            spec:
              restartPolicy: Never
              containers:
              - {name: job, image: "localhost/job:{{tag}}"}
        """;

    /// <summary>A ConfigMap.</summary>
    public static string ConfigMap(string name, string events, int weight = 0, string? annotation = null, string? more = null) =>
        $$"""
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: {{name}}
          annotations:
            helm.sh/hook: {{events}}
            helm.sh/hook-weight: "{{weight}}"
            {{annotation}}
        {{more}}
        """;

    /// <summary>One hook of several objects, each of them in YAML's flow style.</summary>
    public static string List(string events, string annotation, IReadOnlyList<string> objects) =>
        $$"""
        apiVersion: v1
        kind: List
        metadata:
          annotations:
            helm.sh/hook: {{events}}
            {{annotation}}
        items: [{{string.Join(", ", objects)}}]
        """;

    /// <summary>A ConfigMap that is no hook itself.</summary>
    public static string BareConfigMap(string name) => $"{{apiVersion: v1, kind: ConfigMap, metadata: {{name: {name}}}}}";

    /// <summary>A Job that is no hook itself.</summary>
    public static string BareJob(string name, string tag = "done") =>
        $"{{apiVersion: batch/v1, kind: Job, metadata: {{name: {name}}}, spec: {{backoffLimit: 0, template: {{spec: {{restartPolicy: Never, containers: [{{name: job, image: 'localhost/job:{tag}'}}]}}}}}}}}";

    public static string DeletedBy(string policies) => $"helm.sh/hook-delete-policy: {policies}";
}
