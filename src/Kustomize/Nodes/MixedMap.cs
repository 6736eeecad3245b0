namespace Steersman.Kustomize.Nodes;

/// <summary>A mapping with keys that are no strings: Go's <c>map[interface {}]interface {}</c>, which JSON refuses.</summary>
internal sealed class MixedMap(List<KeyValuePair<object?, object?>> entries)
{
    public List<KeyValuePair<object?, object?>> Entries { get; } = entries;
}
