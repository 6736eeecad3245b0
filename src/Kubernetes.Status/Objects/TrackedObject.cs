using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Json;
using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Kubernetes.Status.Objects;

/// <summary>One object of a revision that is waited for: which it is, and what is known of it from its manifest and from the apply.</summary>
public sealed record TrackedObject(GroupVersionKind Kind, NamespacedName Key)
{
    /// <summary>This revision changed (or created) it. What it did not change and was not ready before is no failure of this revision.</summary>
    public bool IsChanged { get; init; } = true;

    /// <summary>A hook or a test: judged by its final state alone, as Helm does.</summary>
    public bool IsHook { get; init; }

    /// <summary>A Job that deletes itself when it is done: not to find it is success.</summary>
    public bool HasTtl { get; init; }

    /// <summary>Of a Service: the labels of the pods that it selects; empty where it selects none by itself.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Selector { get; init; } = [];

    /// <summary>What the annotations of its manifest ask of the wait for it; those of the live object count once it is seen.</summary>
    public WaitPolicy Policy { get; init; }

    /// <summary>The resourceVersion that the apply answered: what watches showed before it is not judged. Null where nothing was applied.</summary>
    public string? AppliedVersion { get; init; }

    /// <summary>The object as status and messages name it: <c>Deployment/web</c>.</summary>
    public string Display => $"{Kind.Kind}/{Key.Name}";

    /// <summary>Reads an object of a manifest; an object without a namespace gets the given one (null for what has none).</summary>
    public static TrackedObject From(JsonObject manifest, string? defaultNamespace)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        JsonObject metadata = manifest.GetObject("metadata") ?? [];
        GroupVersionKind kind = GroupVersionKind.Parse(manifest.GetString("apiVersion") ?? "", manifest.GetString("kind") ?? "");
        return new TrackedObject(kind, new NamespacedName(metadata.GetString("namespace") ?? defaultNamespace, metadata.GetString("name") ?? ""))
        {
            Policy = WaitPolicy.Of(metadata),
            Selector = kind.GroupKind is { Group: "", Kind: "Service" } && manifest.GetObject("spec") is { } service && service.GetString("type") != "ExternalName" ? SelectorOf(service) : [],
            HasTtl = kind.GroupKind is { Group: "batch", Kind: "Job" } && manifest.GetObject("spec")?.GetLong("ttlSecondsAfterFinished") is not null,
        };
    }

    private static ImmutableArray<KeyValuePair<string, string>> SelectorOf(JsonObject service) =>
        [.. (service.GetObject("selector") ?? []).Where(label => label.Value is not null).Select(label => KeyValuePair.Create(label.Key, label.Value.AsText() ?? ""))];
}
