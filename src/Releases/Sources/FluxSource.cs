using System.Text.Json;
using Steersman.Kubernetes.Client.Json;

namespace Steersman.Releases.Sources;

/// <summary>What is kept of a source object of Flux.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name.</param>
/// <param name="Spec">Its spec; lives as long as the record.</param>
/// <param name="Artifact">What source-controller serves of it; null where there is none.</param>
/// <param name="IsObserved">A controller has seen the present generation.</param>
/// <param name="IsControlled">A controller has seen it at all.</param>
/// <param name="IsStalled">Its controller has given up until it changes.</param>
/// <param name="Message">Of its condition Ready; null where it has none.</param>
public sealed record FluxSource(
    string Kind, string Namespace, string Name, JsonElement Spec, ArtifactReference? Artifact, bool IsObserved, bool IsControlled, bool IsStalled, string? Message)
{
    /// <summary>What messages name.</summary>
    public string Title => $"{Kind} {Namespace}/{Name}";

    /// <summary>Names of the Secrets of its namespace that it refers to.</summary>
    public IEnumerable<string> Secrets => new[] { Reference("secretRef"u8), Reference("certSecretRef"u8), Reference("proxySecretRef"u8) }.OfType<string>();

    /// <summary>Reads an object.</summary>
    /// <param name="kind">Its kind, which objects of a list do not tell.</param>
    /// <param name="resource">The object; lives only during the call.</param>
    public static FluxSource Decode(string kind, JsonElement resource)
    {
        JsonElement metadata = resource.Field("metadata"u8) ?? default;
        JsonElement status = resource.Field("status"u8) ?? default;
        long observed = status.Number("observedGeneration"u8) ?? 0;
        (bool isStalled, string? message) = (false, null);
        foreach (JsonElement condition in status.Items("conditions"u8))
        {
            isStalled |= condition.Text("type"u8) == "Stalled" && condition.Text("status"u8) == "True";
            message = condition.Text("type"u8) == "Ready" ? condition.Text("message"u8) : message;
        }

        // ExternalArtifact has no generation that anybody observes.
        bool isExternal = kind == "ExternalArtifact";
        return new FluxSource(
            kind,
            metadata.Text("namespace"u8) ?? "",
            metadata.Text("name"u8) ?? "",
            resource.Field("spec"u8)?.Clone() ?? default,
            Read(status.Field("artifact"u8) ?? default),
            isExternal || observed == (metadata.Number("generation"u8) ?? 0),
            isExternal || observed > 0 || message is not null,
            isStalled,
            message);
    }

    /// <summary>The name that a reference of its spec holds; null where there is none.</summary>
    public string? Reference(ReadOnlySpan<byte> field) => (Spec.Field(field) ?? default).Text("name"u8);

    private static ArtifactReference? Read(JsonElement artifact) =>
        artifact.Text("url"u8) is { Length: > 0 } url && artifact.Text("digest"u8) is { Length: > 0 } digest ? new ArtifactReference(url, digest, artifact.Text("revision"u8) ?? "") : null;
}
