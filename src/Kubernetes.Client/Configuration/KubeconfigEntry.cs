using System.Text;
using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Json;

namespace Steersman.Kubernetes.Client.Configuration;

/// <summary>A named cluster, user or context of a kubeconfig.</summary>
internal sealed record KubeconfigEntry(JsonObject Content, string Type, string Name, KubeconfigFile File)
{
    internal string? Text(string field) => Content.GetString(field);

    /// <summary>A path in the file is relative to the folder of the file.</summary>
    internal string Resolve(string path) => Path.GetFullPath(path, File.Folder);

    /// <summary>PEM text that stands inline in <c>field-data</c> (base64), else in the file that <c>field</c> names.</summary>
    internal string? Pem(string field)
    {
        if (Text(field + "-data") is { Length: > 0 } data)
        {
            byte[] bytes = new byte[data.Length];
            return Convert.TryFromBase64String(data, bytes, out int written) ? Encoding.UTF8.GetString(bytes, 0, written) : throw Broken(field + "-data", "it is not base64");
        }

        return Text(field) is { Length: > 0 } path ? BoundedFile.ReadText(Resolve(path)) : null;
    }

    internal string Describe(string field) => $"{File.Path}: {field} of {Type} \"{Name}\"";

    internal KubernetesConfigurationException Missing(string field) => Broken(field, "it is not set");

    internal KubernetesConfigurationException Broken(string field, string why) => new($"{Describe(field)}: {why}");
}
