using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Releases.Applying;

/// <summary>Tells the refusal of a change that Kubernetes never allows from every other refusal.</summary>
internal static class ImmutableFields
{
    // How the validations of Kubernetes, and rules of definitions, say so.
    private static readonly string[] Phrases =
    [
        "immutable", "may not change", "may not be changed", "may not be set", "cannot change", "cannot be changed", "can not be changed", "must not be changed", "not allowed to change", "updates to", "may not update",
    ];

    /// <summary>The fields that may not change, as <c>spec.selector: field is immutable</c>; null where the refusal is of another kind.</summary>
    /// <param name="exception">The refusal.</param>
    /// <param name="namesOnly">Whether nothing of the server's text is shown: it may quote values.</param>
    public static string? Find(KubernetesApiException exception, bool namesOnly)
    {
        if (!exception.IsInvalid)
        {
            return null;
        }

        string[] found = [.. exception.Status.Causes.Where(cause => Says(cause.Message)).Select(cause => $"{cause.Field}: {(namesOnly ? "field is immutable" : Short(cause.Message!))}").Distinct(StringComparer.Ordinal)];
        return found.Length > 0 ? string.Join("; ", found) : null;
    }

    /// <summary>True where an object of the kind may be deleted to be created anew: not where its data, or the objects in it, would go with it.</summary>
    public static bool MayBeReplaced(GroupVersionKind kind) =>
        kind is not ({ Group: "", Kind: "Namespace" or "PersistentVolumeClaim" or "PersistentVolume" } or { Group: "apiextensions.k8s.io", Kind: "CustomResourceDefinition" });

    private static bool Says(string? message) => message is not null && Phrases.Any(phrase => message.Contains(phrase, StringComparison.OrdinalIgnoreCase));

    // "Invalid value: {...}: field is immutable" without the value, which may be long.
    private static string Short(string message)
    {
        int colon = message.LastIndexOf(": ", StringComparison.Ordinal);
        string last = colon < 0 ? message : message[(colon + 2)..];
        return Says(last) ? last : message;
    }
}
