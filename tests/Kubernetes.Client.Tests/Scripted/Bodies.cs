using System.Text.Json.Nodes;

namespace Steersman.Kubernetes.Client.Tests.Scripted;

/// <summary>Small Kubernetes bodies.</summary>
public static class Bodies
{
    public static string ConfigMap(string name, string version, string? value = null, string @namespace = "default")
    {
        JsonObject body = new()
        {
            ["apiVersion"] = "v1",
            ["kind"] = "ConfigMap",
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = @namespace, ["resourceVersion"] = version, ["uid"] = "uid-" + name },
        };
        if (value is not null)
        {
            body["data"] = new JsonObject { ["k"] = value };
        }

        return body.ToJsonString();
    }

    public static string List(string version, params string[] items) => ListPage(version, null, items);

    public static string ListPage(string version, string? next, params string[] items) =>
        $$"""{"kind":"ConfigMapList","apiVersion":"v1","metadata":{"resourceVersion":"{{version}}"{{(next is null ? "" : $",\"continue\":\"{next}\"")}}},"items":[{{string.Join(',', items)}}]}""";

    public static string Event(string type, string resource) => $$"""{"type":"{{type}}","object":{{resource}}}""" + "\n";

    public static string Bookmark(string version) =>
        Event("BOOKMARK", $$$"""{"kind":"ConfigMap","apiVersion":"v1","metadata":{"resourceVersion":"{{{version}}}","creationTimestamp":null}}""");
}
