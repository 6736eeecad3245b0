using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Operator.IntegrationTests.Support;

/// <summary>What the managed fields of an object tell of Helm's writes.</summary>
internal static class HelmFields
{
    /// <summary>How many entries of managers whose name contains <c>helm</c> there are for an operation (Apply, Update).</summary>
    public static int CountEntries(Unstructured? item, string operation) => Entries(item).Count(entry => entry["operation"]?.ToString() == operation);

    /// <summary>How many fields these managers own.</summary>
    public static int CountFields(Unstructured? item) => Entries(item).Sum(entry => Count(entry["fieldsV1"]));

    private static IEnumerable<JsonNode> Entries(Unstructured? item) => (item?.Metadata.Content["managedFields"] as JsonArray ?? [])
        .OfType<JsonNode>()
        .Where(entry => entry["manager"]?.ToString().Contains("helm", StringComparison.Ordinal) == true);

    private static int Count(JsonNode? fields) => fields is JsonObject map ? map.Sum(pair => (pair.Key == "." ? 0 : 1) + Count(pair.Value)) : 0;
}
