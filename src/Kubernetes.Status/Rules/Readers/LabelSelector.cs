using System.Text.Json.Nodes;

namespace Steersman.Kubernetes.Status.Rules.Readers;

/// <summary>A metav1.LabelSelector, matched against labels.</summary>
internal sealed class LabelSelector(JsonObject selector)
{
    public bool Matches(JsonObject? labels)
    {
        foreach ((string key, JsonNode? value) in selector["matchLabels"] as JsonObject ?? [])
        {
            if (labels?[key]?.ToString() != value?.ToString())
            {
                return false;
            }
        }

        foreach (JsonNode? item in selector["matchExpressions"] as JsonArray ?? [])
        {
            if (item is JsonObject expression && !Satisfies(labels, expression))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Satisfies(JsonObject? labels, JsonObject expression)
    {
        string? label = labels?[Fields.GetString(expression, "key")]?.ToString();
        bool listed = (expression["values"] as JsonArray ?? []).Any(value => value?.ToString() == label);
        return Fields.GetString(expression, "operator") switch
        {
            "In" => label is not null && listed,
            "NotIn" => label is null || !listed,
            "Exists" => label is not null,
            "DoesNotExist" => label is null,
            string unknown => throw new KstatusException($"\"{unknown}\" is not a valid label selector operator"),
        };
    }
}
