using System.Text.Json;
using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Operator.Api.Flux;
using Steersman.Operator.Api.V1;

namespace Steersman.Operator.Api;

/// <summary>A kind of HelmRelease that the operator reconciles: its own, or Flux's. Everything that differs between them stands here; the rest of the code knows one spec and one status.</summary>
public abstract class ReleaseKind
{
    private protected ReleaseKind()
    {
    }

    /// <summary><c>steersman.dev/v1</c>.</summary>
    public static ReleaseKind Own { get; } = new OwnReleaseKind();

    /// <summary><c>helm.toolkit.fluxcd.io/v2</c>.</summary>
    public static ReleaseKind Flux { get; } = new FluxReleaseKind();

    /// <summary>Group, version and plural.</summary>
    public abstract ResourceMapping Mapping { get; }

    /// <summary>The finalizer that keeps an object until its release is uninstalled.</summary>
    public abstract string Finalizer { get; }

    /// <summary>The label of live objects that names their HelmRelease.</summary>
    public abstract string NameLabel { get; }

    /// <summary>The label of live objects that names the namespace of their HelmRelease.</summary>
    public abstract string NamespaceLabel { get; }

    /// <summary>True where a rollback that ends the tries is told as Flux tells it.</summary>
    public abstract bool IsFlux { get; }

    /// <summary>Field manager of another controller of the kind; null where there is none.</summary>
    public abstract string? Controller { get; }

    /// <summary>Name of the CustomResourceDefinition.</summary>
    public string DefinitionName => $"{Mapping.Plural}.{Mapping.Kind.Group}";

    /// <summary>Reads an object of the kind.</summary>
    public HelmRelease Decode(JsonElement resource) => HelmRelease.Decode(resource, this);

    /// <summary>The spec as the operator understands it, with the defaults of the kind.</summary>
    /// <param name="spec">The spec as it was read.</param>
    /// <param name="json">Its text.</param>
    internal abstract HelmReleaseSpec Complete(HelmReleaseSpec spec, JsonElement json);

    /// <summary>Reads a status.</summary>
    /// <exception cref="JsonException">It is none of the kind.</exception>
    internal abstract HelmReleaseStatus? ReadStatus(JsonElement status);

    /// <summary>The status as the kind has it.</summary>
    public abstract JsonObject WriteStatus(HelmReleaseStatus status);
}
