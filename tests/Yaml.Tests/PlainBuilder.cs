namespace Steersman.Yaml.Tests;

/// <summary>Makes plain .NET objects.</summary>
internal readonly struct PlainBuilder : IYamlBuilder<object?>
{
    public object? Null() => null;

    public object? Bool(bool value) => value;

    public object? Int64(long value) => value;

    public object? UInt64(ulong value) => value;

    public object? Float64(double value) => value;

    public object? String(string value) => value;

    public object? NewMap(int count) => new Dictionary<string, object?>(StringComparer.Ordinal);

    public void Set(object? map, string key, object? value) => ((Dictionary<string, object?>)map!)[key] = value;

    public object? NewList(int count) => new List<object?>();

    public void Add(object? list, object? value) => ((List<object?>)list!).Add(value);
}
