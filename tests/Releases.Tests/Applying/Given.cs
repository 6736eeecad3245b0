using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Json;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Releases.Applying;

namespace Steersman.Releases.Tests.Applying;

/// <summary>Objects from YAML.</summary>
internal static class Given
{
    public static JsonNode? Node(string yaml) => YamlJson.Parse(yaml);

    /// <summary>An object of the namespace <c>apps</c>, where it names none.</summary>
    public static ReleaseObject Object(string yaml)
    {
        JsonObject content = (JsonObject)Node(yaml)!;
        ObjectMeta metadata = new(content.GetOrAddObject("metadata"));
        return new ReleaseObject(GroupVersionKind.Parse(content.GetString("apiVersion")!, content.GetString("kind")!), metadata.Namespace ?? "apps", metadata.Name, content);
    }
}
