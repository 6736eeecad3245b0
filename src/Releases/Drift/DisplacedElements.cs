using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Json;
using Steersman.Releases.Applying;

namespace Steersman.Releases.Drift;

/// <summary>Puts elements of lists back whose place others have taken, where the server refuses to have both.</summary>
/// <remarks>
/// After <c>kubectl edit</c> made port 81 of a Service's port 80, a server-side apply adds port 80 beside it, for ports are told apart by port and protocol, and the two have one
/// name. The keys that tell elements apart stand in <c>metadata.managedFields</c>; the fields in which they may not be alike, in the refusal. Elements that are in nobody's way stay.
/// </remarks>
internal sealed class DisplacedElements
{
    private const int MaxDepth = 16;

    // What the server chose and users rely on outlives the element that it was chosen for.
    private static readonly string[] Allocated = ["nodePort"];

    private readonly HashSet<string> _unique = new(StringComparer.Ordinal);
    private readonly HashSet<string> _required = new(StringComparer.Ordinal);
    private readonly JsonArray _operations = [];

    private DisplacedElements(KubernetesApiException refusal)
    {
        foreach (StatusCause cause in refusal.Status.Causes)
        {
            if (cause.Field is { } field && field.LastIndexOf("].", StringComparison.Ordinal) is >= 0 and int end && !field.AsSpan(end + 2).Contains('.'))
            {
                HashSet<string>? fields = cause.Reason switch
                {
                    "FieldValueDuplicate" => _unique,
                    "FieldValueRequired" => _required,
                    _ => null,
                };
                fields?.Add(field[(end + 2)..]);
            }
        }
    }

    /// <summary>The JSON patch that puts the elements back, bound to the resource version; null where none was displaced.</summary>
    /// <param name="live">The object.</param>
    /// <param name="wanted">As it is to be.</param>
    /// <param name="refusal">The server's answer to a server-side apply of it.</param>
    public static JsonArray? PutBack(JsonObject live, JsonObject wanted, KubernetesApiException refusal)
    {
        DisplacedElements displaced = new(refusal);
        JsonObject[] owners = [.. (live["metadata"]?["managedFields"] as JsonArray ?? []).OfType<JsonObject>().Select(entry => entry.GetObject("fieldsV1")).OfType<JsonObject>()];
        displaced.Visit(live, PortProtocols.AddTo((JsonObject)wanted.DeepClone()), owners, "", 0);
        if (displaced._operations.Count == 0)
        {
            return null;
        }

        displaced._operations.Add((JsonNode)Replace("/metadata/resourceVersion", live["metadata"]?["resourceVersion"]?.DeepClone()));
        return displaced._operations;
    }

    private void Visit(JsonObject live, JsonObject wanted, IReadOnlyList<JsonObject> owners, string path, int depth)
    {
        if (depth > MaxDepth)
        {
            return;
        }

        foreach ((string name, JsonNode? value) in wanted)
        {
            JsonObject[] inner = Children(owners, $"f:{name}");
            string pointer = $"{path}/{JsonPointer.Escape(name)}";
            if (value is JsonObject map && live[name] is JsonObject liveMap)
            {
                Visit(liveMap, map, inner, pointer, depth + 1);
            }
            else if (value is JsonArray list && live[name] is JsonArray liveList && KeysOf(inner) is { } keys)
            {
                VisitList(liveList, list, inner, keys, pointer, depth + 1);
            }
        }
    }

    private void VisitList(JsonArray live, JsonArray wanted, IReadOnlyList<JsonObject> owners, string[] keys, string path, int depth)
    {
        JsonObject[] want = [.. wanted.OfType<JsonObject>()];
        if (Corrected(live, want, keys) is { } corrected)
        {
            _operations.Add((JsonNode)Replace(path, corrected));
            return;
        }

        for (int index = 0; index < live.Count; index++)
        {
            if (live[index] is JsonObject item && Array.Find(want, each => IsSame(each, item, keys)) is { } same)
            {
                JsonObject[] inner = [.. owners.SelectMany(owner => owner).Where(field => IsKeyOf(field.Key, item)).Select(field => field.Value).OfType<JsonObject>()];
                Visit(item, same, inner, $"{path}/{index}", depth);
            }
        }
    }

    private JsonArray? Corrected(JsonArray live, JsonObject[] wanted, string[] keys)
    {
        List<JsonObject> missing = [.. wanted.Where(item => !live.Any(each => IsSame(item, each, keys)))];
        JsonArray corrected = [];
        bool differs = false;
        foreach (JsonNode? element in live)
        {
            if (element is not JsonObject other || wanted.Any(item => IsSame(item, other, keys)) || !(wanted.Any(item => AreAlike(item, other)) || missing.Any(item => LacksName(item, other))))
            {
                corrected.Add(element?.DeepClone());
                continue;
            }

            differs = true;
            if ((missing.Find(item => AreAlike(item, other)) ?? missing.FirstOrDefault()) is { } displaced)
            {
                missing.Remove(displaced);
                corrected.Add((JsonNode)InPlaceOf(other, displaced));
            }
        }

        return differs ? corrected : null;
    }

    private bool AreAlike(JsonObject wanted, JsonObject other) => _unique.Any(field => wanted[field] is { } value && JsonNode.DeepEquals(value, other[field]));

    // A port needs no name until there is another one.
    private bool LacksName(JsonObject wanted, JsonObject other) => _required.Any(field => wanted[field] is null || other[field] is null);

    private static JsonObject InPlaceOf(JsonObject other, JsonObject wanted)
    {
        JsonObject item = (JsonObject)wanted.DeepClone();
        foreach (string field in Allocated)
        {
            if (item[field] is null && other[field] is { } value)
            {
                item[field] = value.DeepClone();
            }
        }

        return item;
    }

    private static JsonObject[] Children(IReadOnlyList<JsonObject> owners, string name) => [.. owners.Select(owner => owner[name]).OfType<JsonObject>()];

    private static string[]? KeysOf(IReadOnlyList<JsonObject> owners) =>
        owners.SelectMany(owner => owner).Select(field => KeyOf(field.Key)).FirstOrDefault(key => key is not null)?.Select(field => field.Key).ToArray();

    private static JsonObject? KeyOf(string name) => name.StartsWith("k:", StringComparison.Ordinal) ? JsonNode.Parse(name[2..]) as JsonObject : null;

    private static bool IsKeyOf(string name, JsonObject item) => KeyOf(name) is { } key && key.All(field => JsonNode.DeepEquals(field.Value, item[field.Key]));

    private static bool IsSame(JsonObject one, JsonNode? other, string[] keys) => other is JsonObject item && Array.TrueForAll(keys, key => JsonNode.DeepEquals(one[key], item[key]));

    private static JsonObject Replace(string path, JsonNode? value) => new() { ["op"] = "replace", ["path"] = path, ["value"] = value };
}
