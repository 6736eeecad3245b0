using Steersman.GoTemplate.Values;
using Steersman.Yaml;

namespace Steersman.Helm.Decoding;

/// <summary>sigs.k8s.io/yaml's <c>Unmarshal</c> into a typed record.</summary>
internal static class TypedYaml
{
    /// <summary>Reads the first document of a text and decodes it.</summary>
    /// <exception cref="HelmException">The text of sigs.k8s.io/yaml.</exception>
    public static T Read<T>(string text, Func<StructDecoder, Value, T> decode)
    {
        Value value;
        try
        {
            YamlValueBuilder builder = default;
            value = YamlReader.Read<Value, YamlValueBuilder>(text, ref builder, allowsNonFinite: true);
        }
        catch (YamlException exception)
        {
            throw new HelmException($"error converting YAML to JSON: {exception.Message}", exception);
        }

        try
        {
            return decode(new StructDecoder(isYaml: true), value);
        }
        catch (HelmException exception)
        {
            throw new HelmException(exception.Message.StartsWith(JsonNumbers.Unsupported, StringComparison.Ordinal)
                ? $"error converting YAML to JSON: {exception.Message}"
                : $"error unmarshaling JSON: while decoding JSON: {exception.Message}", exception);
        }
    }
}
