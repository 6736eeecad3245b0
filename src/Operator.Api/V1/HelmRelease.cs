using System.Globalization;
using System.Text.Json;
using Steersman.Kubernetes.Client.Json;
using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Operator.Api.V1;

/// <summary>The custom resource: one Helm release as it is to be, and what became of it.</summary>
public sealed record HelmRelease : IResource<HelmRelease>
{
    public const string Group = "steersman.dev";
    public const string Version = "v1";

    public static ResourceMapping Mapping { get; } = ResourceMapping.Known(Group, Version, "HelmRelease", "helmreleases");

    public string ApiVersion => Origin.Mapping.Kind.ApiVersion;

    public string Kind => Origin.Mapping.Kind.Kind;

    /// <summary>The kind that the object is of: the operator's own, or Flux's.</summary>
    public ReleaseKind Origin { get; init; } = ReleaseKind.Own;

    public required ObjectMeta Metadata { get; init; }

    public HelmReleaseSpec Spec { get; init; } = new();

    /// <summary>What is wrong with the stored spec: the definition let it pass, its reader does not. Null where nothing is.</summary>
    public string? SpecError { get; init; }

    /// <summary>Null before the operator has seen the object.</summary>
    public HelmReleaseStatus? Status { get; init; }

    /// <summary>When another controller of the kind last wrote the object, as the server's text; null where none did, or nobody looked.</summary>
    public string? ControllerWrite { get; init; }

    /// <summary>The status, or an empty one.</summary>
    public HelmReleaseStatus CurrentStatus => Status ?? new HelmReleaseStatus();

    /// <summary>Name of the Helm release, composed as Flux does.</summary>
    public string ReleaseName => ReleaseNaming.Compose(Spec.ReleaseName, Spec.TargetNamespace, Metadata.Name);

    /// <summary>Namespace of the release's objects.</summary>
    public string ReleaseNamespace => Spec.TargetNamespace ?? Metadata.Namespace!;

    /// <summary>Namespace of Helm's release Secrets.</summary>
    public string StorageNamespace => Spec.StorageNamespace ?? Metadata.Namespace!;

    /// <summary>
    /// True where records of this release are believed: in its own namespace, where it asks for, and where its status says that they were kept. Whoever may write Secrets elsewhere must not
    /// bring in a record, and with it hooks and objects, that would be acted upon with the rights of this release.
    /// </summary>
    public bool IsStorage(string ns) => ns == Metadata.Namespace || ns == StorageNamespace || ns == Status?.StorageNamespace;

    /// <summary>
    /// The token by which somebody asks that the release be looked at again; null where nobody did. Of Flux's annotation and its twin the one with the later time counts, as tools write times; where either
    /// is none, the twin.
    /// </summary>
    public string? RequestedAt => Later(Metadata.Annotations[WellKnown.RequestedAtOwn], Metadata.Annotations[WellKnown.RequestedAt]);

    /// <summary>The token by which somebody asks for one install or upgrade whatever the state; counts where it equals <see cref="RequestedAt"/>.</summary>
    public string? ForceAt => OfRequest(Metadata.Annotations[WellKnown.ForceAtOwn], Metadata.Annotations[WellKnown.ForceAt]);

    /// <summary>The token by which somebody asks that failures be forgotten; counts where it equals <see cref="RequestedAt"/>.</summary>
    public string? ResetAt => OfRequest(Metadata.Annotations[WellKnown.ResetAtOwn], Metadata.Annotations[WellKnown.ResetAt]);

    /// <summary>One rollback, as <c>revision/token</c>; null where nobody asks for one.</summary>
    public string? RollbackRequest => Metadata.Annotations[WellKnown.Rollback];

    /// <summary>The token by which somebody asks that a pending revision of somebody else be taken as failed.</summary>
    public string? UnlockRequest => Metadata.Annotations[WellKnown.Unlock];

    /// <summary>The revision that is to be marked as good, as <c>revision/token</c>; null where nobody asks for it.</summary>
    public string? MarkGoodRequest => Metadata.Annotations[WellKnown.MarkGood];

    /// <summary>The digest of the plan that somebody approves; null where nobody does.</summary>
    public string? ApproveRequest => Metadata.Annotations[WellKnown.Approve];

    /// <summary>The tokens by which somebody asks for something at once; forceAt and resetAt say what requestedAt asks for.</summary>
    public (string? RequestedAt, string? Rollback, string? Unlock, string? MarkGood, string? Approve) Requests => (RequestedAt, RollbackRequest, UnlockRequest, MarkGoodRequest, ApproveRequest);

    /// <summary>The same HelmRelease as the release would be at another place.</summary>
    public HelmRelease At(string storageNamespace, string releaseName, string releaseNamespace) =>
        this with { Spec = Spec with { StorageNamespace = storageNamespace, ReleaseName = releaseName, TargetNamespace = releaseNamespace } };

    public bool IsDeleted => Metadata.DeletionTimestamp is not null;

    public bool HasFinalizer => Metadata.Finalizers.Contains(Origin.Finalizer, StringComparer.Ordinal);

    /// <inheritdoc/>
    public static HelmRelease Decode(JsonElement resource) => Decode(resource, ReleaseKind.Own);

    internal static HelmRelease Decode(JsonElement resource, ReleaseKind origin)
    {
        (HelmReleaseSpec spec, string? error) = DecodeSpec(resource, origin);
        return new HelmRelease
        {
            Origin = origin,
            ControllerWrite = origin.Controller is { } controller ? LastWrite(resource, controller) : null,
            Metadata = ObjectMeta.DecodeShared(resource),
            Spec = spec,
            SpecError = error,
            Status = resource.TryGetProperty("status", out JsonElement status) ? DecodeStatus(status, origin) : null,
        };
    }

    /// <inheritdoc/>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteString("apiVersion", ApiVersion);
        writer.WriteString("kind", Kind);
        writer.WritePropertyName("metadata");
        Metadata.Content.WriteTo(writer);
        writer.WritePropertyName("spec");
        JsonSerializer.Serialize(writer, Spec, HelmReleaseJson.Default.HelmReleaseSpec);
        if (Status is not null)
        {
            writer.WritePropertyName("status");
            Origin.WriteStatus(Status).WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    private static string? LastWrite(JsonElement resource, string manager)
    {
        string? newest = null;
        foreach (JsonElement entry in (resource.Field("metadata"u8) ?? default).Items("managedFields"u8))
        {
            if (entry.Text("manager"u8) == manager && entry.Text("time"u8) is { } time && string.CompareOrdinal(time, newest) > 0)
            {
                newest = time;
            }
        }

        return newest;
    }

    private static (HelmReleaseSpec Spec, string? Error) DecodeSpec(JsonElement resource, ReleaseKind origin)
    {
        if (!resource.TryGetProperty("spec", out JsonElement spec))
        {
            return (new HelmReleaseSpec(), "spec is missing");
        }

        try
        {
            return (origin.Complete(spec.Deserialize(HelmReleaseJson.Default.HelmReleaseSpec) ?? new HelmReleaseSpec(), spec), null);
        }
        catch (JsonException exception)
        {
            // What to do on deletion must be known even of a spec that cannot be read.
            bool keep = spec.ValueKind == JsonValueKind.Object && spec.TryGetProperty("deletionPolicy", out JsonElement policy) && policy.ValueKind == JsonValueKind.String && policy.ValueEquals("Keep");
            return (new HelmReleaseSpec { DeletionPolicy = keep ? DeletionPolicy.Keep : DeletionPolicy.Uninstall }, $"spec{exception.Path?.TrimStart('$')}: {WhyUnreadable(exception, spec, resource)}");
        }
    }

    private static string WhyUnreadable(JsonException exception, JsonElement spec, JsonElement resource)
    {
        const string List = "$.valuesFrom[";
        if (exception.Path is { } path && path.StartsWith(List, StringComparison.Ordinal) && path.EndsWith("].kind", StringComparison.Ordinal)
            && int.TryParse(path.AsSpan(List.Length, path.Length - List.Length - "].kind".Length), out int index))
        {
            return ValuesReferenceText.UnsupportedKind(spec.GetProperty("valuesFrom")[index], (resource.Field("metadata"u8) ?? default).Text("namespace"u8) ?? "");
        }

        return exception.Message.Split(" Path: ")[0];
    }

    // A status that cannot be read is written anew from Helm's storage, which is the truth.
    private static HelmReleaseStatus? DecodeStatus(JsonElement status, ReleaseKind origin)
    {
        try
        {
            return origin.ReadStatus(status);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Later(string? own, string? flux) => own is not null && flux is not null && Time(own) < Time(flux) ? flux : own ?? flux;

    private static DateTimeOffset? Time(string token) =>
        DateTimeOffset.TryParse(token, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null;

    // The one that goes with the request, if either does.
    private string? OfRequest(string? own, string? flux) => flux is not null && own != RequestedAt && flux == RequestedAt ? flux : own ?? flux;
}
