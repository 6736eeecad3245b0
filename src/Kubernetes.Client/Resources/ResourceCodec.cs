using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Kubernetes.Client.Resources;

/// <summary>How the objects of a kind are read.</summary>
/// <param name="Decode">An object that was asked for by name: everything of it.</param>
/// <param name="DecodeListed">An object of a list or a watch, with managed fields.</param>
/// <param name="DecodeTrimmed">An object of a list or a watch, without managed fields.</param>
internal sealed record ResourceCodec<T>(ResourceDecoder<T> Decode, ResourceDecoder<T> DecodeListed, ResourceDecoder<T> DecodeTrimmed);

internal static class ResourceCodecs
{
    internal static ResourceCodec<PartialMetadata> Metadata { get; } = new(PartialMetadata.Decode, PartialMetadata.Decode, PartialMetadata.DecodeWithoutManagedFields);

    internal static ResourceCodec<Unstructured> Unstructured(ResourceMapping mapping) => new(
        Objects.Unstructured.Decode,
        element => WithKind(Objects.Unstructured.Decode(element), mapping),
        element => WithKind(Objects.Unstructured.DecodeWithoutManagedFields(element), mapping));

    internal static ResourceCodec<T> Typed<T>()
        where T : class, IResource<T>
    {
        ResourceDecoder<T> listed = static element => T.Decode(element) is var resource && resource is KubernetesObject content ? (T)(IResource)WithKind(content, T.Mapping) : resource;
        return new ResourceCodec<T>(T.Decode, listed, listed);
    }

    // Items of lists of built-in kinds come without apiVersion and kind.
    private static TObject WithKind<TObject>(TObject resource, ResourceMapping mapping)
        where TObject : KubernetesObject
    {
        if (!resource.Content.ContainsKey("kind"))
        {
            resource.Content.Insert(0, "apiVersion", mapping.Kind.ApiVersion);
            resource.Content.Insert(1, "kind", mapping.Kind.Kind);
        }

        return resource;
    }
}
