using System.Text.Json;
using System.Text.Json.Nodes;

namespace Steersman.Kubernetes.Status.Rules;

/// <summary>One entry of <c>status.conditions</c> as kstatus reads it (GetObjectWithConditions).</summary>
internal readonly record struct BasicCondition(string Type, string Status, string Reason, string Message)
{
    public bool IsTrue => Status == "True";

    public bool IsFalse => Status == "False";

    /// <summary>The conditions of an object, in list order; empty where it has none.</summary>
    /// <exception cref="KstatusException">Status, conditions or one of their fields has a type that Go's converter cannot restore.</exception>
    public static IReadOnlyList<BasicCondition> Of(JsonObject obj)
    {
        if (obj["status"] is not { } status)
        {
            return [];
        }

        if (Struct(status)["conditions"] is not { } conditions)
        {
            return [];
        }

        if (conditions is not JsonArray list)
        {
            throw new KstatusException($"cannot restore slice from {GoText.Kind(conditions)}");
        }

        BasicCondition[] all = new BasicCondition[list.Count];
        for (int i = 0; i < all.Length; i++)
        {
            all[i] = list[i] is { } item ? Read(Struct(item)) : new BasicCondition("", "", "", "");
        }

        return all;
    }

    private static BasicCondition Read(JsonObject condition) =>
        new(
            Text(condition, "type", "string"),
            Text(condition, "status", "v1.ConditionStatus"),
            Text(condition, "reason", "string"),
            Text(condition, "message", "string"));

    private static JsonObject Struct(JsonNode node) =>
        node as JsonObject ?? throw new KstatusException($"cannot restore struct from: {GoText.Kind(node)}");

    // An int64 is convertible to a Go string by reflection, so it fails with a text of its own.
    private static string Text(JsonObject condition, string field, string goType) => condition[field] switch
    {
        null => "",
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        var other when GoText.Kind(other) == "int64" => throw new KstatusException($"cannot convert int64 to {goType}"),
        _ => throw new KstatusException("unrecognized type: string"),
    };
}
