using System.Collections;
using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Json;

namespace Steersman.Kubernetes.Client.Objects;

/// <summary>A map of strings inside an object (labels, annotations, data): a view, made in the object when the first entry is set.</summary>
/// <remarks>An entry that is no string is not seen.</remarks>
public sealed class StringMap(JsonObject owner, string name) : IEnumerable<KeyValuePair<string, string>>
{
    private JsonObject? Map => owner.GetObject(name);

    public int Count => Map?.Count ?? 0;

    /// <summary>Null where there is no such entry; setting null removes it.</summary>
    public string? this[string key]
    {
        get => Map?.GetString(key);
        set
        {
            if (value is null)
            {
                Map?.Remove(key);
            }
            else
            {
                owner.GetOrAddObject(name)[key] = value;
            }
        }
    }

    public bool ContainsKey(string key) => Map?.GetString(key) is not null;

    public bool Remove(string key) => Map?.Remove(key) ?? false;

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => Entries(Map).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static IEnumerable<KeyValuePair<string, string>> Entries(JsonObject? map)
    {
        foreach ((string key, JsonNode? value) in map ?? [])
        {
            if (value.AsText() is { } text)
            {
                yield return new(key, text);
            }
        }
    }
}
