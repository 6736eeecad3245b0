using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Json;
using Steersman.Yaml;

namespace Steersman.Kubernetes.Client.Configuration;

/// <summary>One kubeconfig file as it was read.</summary>
internal sealed record KubeconfigFile(JsonObject Content, string Path, string Folder)
{
    internal static KubeconfigFile Read(string path) =>
        Parse(BoundedFile.ReadText(path), path, System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path)) ?? ".");

    internal static KubeconfigFile Parse(string text, string path, string folder)
    {
        try
        {
            return (YamlJson.Parse(text) ?? new JsonObject()) is JsonObject content
                ? new KubeconfigFile(content, path, folder)
                : throw new KubernetesConfigurationException($"{path} is no kubeconfig: it is not a map");
        }
        catch (YamlException e)
        {
            throw new KubernetesConfigurationException($"{path} is no YAML: {e.Message}", e);
        }
    }

    internal KubeconfigEntry? Find(string list, string field, string name)
    {
        JsonObject? entry = Content.GetArray(list)?.OfType<JsonObject>().FirstOrDefault(item => string.Equals(item.GetString("name"), name, StringComparison.Ordinal));
        return entry is null ? null
            : entry.GetObject(field) is { } content ? new KubeconfigEntry(content, field, name, this)
            : throw new KubernetesConfigurationException($"{Path}: {field} \"{name}\" is empty");
    }
}
