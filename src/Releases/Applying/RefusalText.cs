using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Errors;

namespace Steersman.Releases.Applying;

/// <summary>The server's refusal as messages show it.</summary>
internal static class RefusalText
{
    private const int MaxLength = 512;

    /// <summary>Object and message, and the way out where a field may not change. Of a Secret only the fields are named: the server's text quotes their values.</summary>
    public static string Of(ReleaseObject item, KubernetesApiException exception, ApplySettings settings)
    {
        if (ImmutableFields.Find(exception, IsSecret(item)) is { } fields)
        {
            string way = WayOut(item, settings);
            return $"{Cut($"{item.Key}: {fields}", MaxLength - way.Length - 2)}; {way}";
        }

        if (DisplacedBy(item, exception) is { } list)
        {
            string way = $"others have put an element into {list} in the place of one of the release: take it out, or set spec.driftDetection.mode to enabled to have it put back";
            return $"{Cut($"{item.Key}: {Reason(item, exception)}", MaxLength - way.Length - 2)}; {way}";
        }

        return Cut($"{item.Key}: {Reason(item, exception)}", MaxLength);
    }

    public static string Of(ReleaseObject item, string message) => Cut($"{item.Key}: {message}", MaxLength);

    /// <summary>The message alone.</summary>
    public static string Reason(ReleaseObject item, KubernetesApiException exception) => IsSecret(item) && !IsForRights(exception)
        ? $"refused ({exception.Status.Reason}){string.Concat(exception.Status.Causes.Select(cause => $" {cause.Field}"))}"
        : exception.Message;

    // The authorizer has seen verb and name alone.
    private static bool IsForRights(KubernetesApiException exception) =>
        exception.IsForbidden && exception.Message.StartsWith("secrets ", StringComparison.Ordinal) && exception.Message.Contains(" is forbidden: User \"", StringComparison.Ordinal);

    private static bool IsSecret(ReleaseObject item) => item.Kind is { Group: "", Kind: "Secret" };

    private static string WayOut(ReleaseObject item, ApplySettings settings) => settings switch
    {
        _ when !ImmutableFields.MayBeReplaced(item.Kind) => $"leave the field as it is, or delete the object by hand: no {item.Kind.Kind} is deleted to be created anew",
        { Force: false, ForceField: { } field } => $"leave the field as it is, or set {field}: true to have the object deleted and created anew",
        _ => "leave the field as it is, or delete the object by hand",
    };

    // The list in which the server found one value twice that the manifest has once: the other one is in the live object.
    private static string? DisplacedBy(ReleaseObject item, KubernetesApiException exception)
    {
        foreach (StatusCause cause in exception.IsInvalid ? exception.Status.Causes : [])
        {
            if (cause is { Reason: "FieldValueDuplicate", Field: { } field }
                && field.IndexOf('[', StringComparison.Ordinal) is > 0 and int open
                && field.IndexOf("].", open, StringComparison.Ordinal) is > 0 and int close
                && field[..open].Split('.').Aggregate((JsonNode?)item.Content, (node, name) => (node as JsonObject)?[name]) is JsonArray list)
            {
                string[] values = [.. list.OfType<JsonObject>().Select(element => element[field[(close + 2)..]]?.ToJsonString()).OfType<string>()];
                if (values.Length > 0 && values.Distinct(StringComparer.Ordinal).Count() == values.Length)
                {
                    return field[..open];
                }
            }
        }

        return null;
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : string.Concat(text.AsSpan(0, length - 1), "…");
}
