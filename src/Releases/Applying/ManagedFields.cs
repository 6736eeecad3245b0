using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Json;
using Steersman.Operator.Api;

namespace Steersman.Releases.Applying;

/// <summary>Hands the fields that were written under earlier names over to Helm's server-side apply, so that what a chart drops goes.</summary>
/// <remarks>What Helm does when a release changes from client-side to server-side apply: <c>k8s.io/client-go/util/csaupgrade</c>, for more names.</remarks>
internal static class ManagedFields
{
    private const string Apply = "Apply";
    private const string Update = "Update";

    // Helm itself without server-side apply, binaries of it under their old names, and Flux.
    private static readonly string[] Earlier = [WellKnown.FieldManager, "helm3", "tiller", "helm-controller"];

    /// <summary>The list with the entries of earlier managers merged into ours; null where there are none.</summary>
    /// <param name="fields"><c>metadata.managedFields</c> of an object that was just applied under our name; stays as it is.</param>
    /// <param name="others">Further names.</param>
    public static JsonArray? Merge(JsonArray? fields, IReadOnlyList<string> others)
    {
        JsonObject[] entries = [.. fields?.OfType<JsonObject>() ?? []];
        if (!entries.Any(entry => IsEarlier(entry, others)) || entries.FirstOrDefault(IsOurs) is not { } own)
        {
            return null;
        }

        own = (JsonObject)own.DeepClone();
        JsonArray merged = [];
        foreach (JsonObject entry in entries)
        {
            if (IsOurs(entry))
            {
                merged.Add((JsonNode)own);
            }
            else if (!IsEarlier(entry, others))
            {
                merged.Add(entry.DeepClone());
            }
            else if (entry.GetString("apiVersion") == own.GetString("apiVersion") && entry.GetObject("fieldsV1") is { } set)
            {
                Join(own.GetOrAddObject("fieldsV1"), set);
            }
        }

        return merged;
    }

    private static bool IsOurs(JsonObject entry) =>
        entry.GetString("manager") == WellKnown.FieldManager && entry.GetString("operation") == Apply && entry.GetString("subresource") is null or "";

    private static bool IsEarlier(JsonObject entry, IReadOnlyList<string> others) =>
        !IsOurs(entry)
        && entry.GetString("subresource") is null or ""
        && entry.GetString("operation") is Apply or Update
        && entry.GetString("manager") is { } manager
        && (Earlier.Contains(manager, StringComparer.Ordinal) || others.Contains(manager, StringComparer.Ordinal) || IsOfHelm(manager, entry));

    // Helm calls itself after the file of its program: terraform-provider-helm_v2.17.0_x5, helm.exe. That it made the object is told by the annotation that only Helm sets.
    private static bool IsOfHelm(string manager, JsonObject entry) =>
        manager.Contains("helm", StringComparison.OrdinalIgnoreCase)
        && entry.GetObject("fieldsV1")?.GetObject("f:metadata")?.GetObject("f:annotations")?.ContainsKey($"f:{OwnershipMetadata.ReleaseNameAnnotation}") == true;

    private static void Join(JsonObject own, JsonObject other)
    {
        foreach ((string name, JsonNode? inner) in other)
        {
            if (own[name] is JsonObject known && inner is JsonObject more)
            {
                Join(known, more);
            }
            else if (!own.ContainsKey(name))
            {
                own[name] = inner?.DeepClone();
            }
        }
    }
}
