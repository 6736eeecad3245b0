using System.Text;
using System.Text.Json;
using Steersman.Kubernetes.Client.Json;

namespace Steersman.Kubernetes.Status.Objects;

/// <summary>The selector of a workload in the form in which a list is asked for.</summary>
internal static class SelectorText
{
    /// <summary>metav1.FormatLabelSelector of a LabelSelector, or of the plain labels of a ReplicationController; null where the spec has none.</summary>
    public static string? Of(JsonElement spec)
    {
        if (spec.Field("selector"u8) is not { ValueKind: JsonValueKind.Object } selector)
        {
            return null;
        }

        StringBuilder text = new();
        bool isPlain = selector.Field("matchLabels"u8) is null && selector.Field("matchExpressions"u8) is null;
        AddLabels(text, isPlain ? selector : selector.Field("matchLabels"u8) ?? default);
        foreach (JsonElement expression in selector.Items("matchExpressions"u8))
        {
            AddExpression(text, expression);
        }

        return text.Length == 0 ? null : InternPool.Shared.Intern(text.ToString());
    }

    private static void AddLabels(StringBuilder text, JsonElement labels)
    {
        if (labels.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (JsonProperty label in labels.EnumerateObject())
        {
            Separate(text).Append(label.Name).Append('=').Append(label.Value.ToString());
        }
    }

    private static void AddExpression(StringBuilder text, JsonElement expression)
    {
        string key = expression.Text("key"u8) ?? "";
        string values = string.Join(',', expression.Items("values"u8).Select(value => value.ToString()));
        switch (expression.Text("operator"u8))
        {
            case "In":
                Separate(text).Append(key).Append(" in (").Append(values).Append(')');
                break;
            case "NotIn":
                Separate(text).Append(key).Append(" notin (").Append(values).Append(')');
                break;
            case "Exists":
                Separate(text).Append(key);
                break;
            case "DoesNotExist":
                Separate(text).Append('!').Append(key);
                break;
        }
    }

    private static StringBuilder Separate(StringBuilder text) => text.Length == 0 ? text : text.Append(',');
}
