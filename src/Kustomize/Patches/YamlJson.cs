using Steersman.Kustomize.Nodes;
using Steersman.Yaml;

namespace Steersman.Kustomize.Patches;

/// <summary>The first document of a text as JSON, as sigs.k8s.io/yaml's <c>YAMLToJSON</c> writes it.</summary>
internal static class YamlJson
{
    /// <exception cref="YamlException">The text is no YAML, or JSON has no such value.</exception>
    public static string Of(string text)
    {
        Builder builder = default;
        return GoJson.Write(YamlReader.Read<object?, Builder>(text, ref builder));
    }

    private readonly struct Builder : IYamlBuilder<object?>
    {
        public object? Null() => null;

        public object? Bool(bool value) => value;

        public object? Int64(long value) => value;

        public object? UInt64(ulong value) => value;

        public object? Float64(double value) => value;

        public object? String(string value) => value;

        public object? NewMap(int count) => new Dictionary<string, object?>(count, StringComparer.Ordinal);

        public void Set(object? map, string key, object? value) => ((Dictionary<string, object?>)map!)[key] = value;

        public object? NewList(int count) => new List<object?>(count);

        public void Add(object? list, object? value) => ((List<object?>)list!).Add(value);
    }
}
