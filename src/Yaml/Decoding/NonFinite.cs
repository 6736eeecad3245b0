using Steersman.Yaml.Parsing;

namespace Steersman.Yaml.Decoding;

/// <summary>Finds the infinity or NaN that Go's JSON encoder would stumble over first: maps in the order of their keys, overwritten entries gone.</summary>
internal static class NonFinite
{
    /// <summary>Null where JSON can hold all that is left of the document.</summary>
    public static string? Find(Tape tape)
    {
        ObjectBuilder builder = default;
        object? root = new YamlDecoder<object?, ObjectBuilder>(tape, ref builder, isStrict: false, keepsNonFinite: true).Decode();
        return Find(root) is { } value ? "json: unsupported value: " + GoFloat.Shortest(value) : null;
    }

    private static double? Find(object? node) => node switch
    {
        double value => value,
        List<object?> list => list.Select(Find).FirstOrDefault(found => found is not null),
        SortedDictionary<string, object?> map => map.Values.Select(Find).FirstOrDefault(found => found is not null),
        _ => null,
    };

    private struct ObjectBuilder : IYamlBuilder<object?>
    {
        public readonly object? Null() => null;

        public readonly object? Bool(bool value) => null;

        public readonly object? Int64(long value) => null;

        public readonly object? UInt64(ulong value) => null;

        public readonly object? Float64(double value) => double.IsFinite(value) ? null : value;

        public readonly object? String(string value) => null;

        public readonly object? NewMap(int count) => new SortedDictionary<string, object?>(StringComparer.Ordinal);

        public readonly void Set(object? map, string key, object? value) => ((SortedDictionary<string, object?>)map!)[key] = value;

        public readonly object? NewList(int count) => new List<object?>(count);

        public readonly void Add(object? list, object? value) => ((List<object?>)list!).Add(value);
    }
}
