using Steersman.GoTemplate.Json;
using Steersman.GoTemplate.Values;
using Steersman.Helm.Decoding;
using Steersman.Yaml;

namespace Steersman.Helm.Values;

/// <summary>YAML as Helm reads and writes it: sigs.k8s.io/yaml's Unmarshal into <c>any</c>, and Marshal.</summary>
public static class ValueYaml
{
    /// <summary>Reads the first document of a text. Maps are <c>map[string]interface {}</c>, lists <c>[]interface {}</c>, numbers float64; an empty text is nil.</summary>
    /// <exception cref="YamlException">The text is refused; the message is <c>error converting YAML to JSON: …</c> as Helm shows it.</exception>
    public static Value Parse(string text)
    {
        ValueYamlBuilder builder = default;
        try
        {
            return YamlReader.Read<Value, ValueYamlBuilder>(text, ref builder);
        }
        catch (YamlException exception)
        {
            throw new YamlException("error converting YAML to JSON: " + exception.Message);
        }
    }

    /// <summary>Reads the first document into a <c>map[string]interface {}</c>; an empty text is an empty map.</summary>
    /// <exception cref="YamlException">The text is refused, or is no map; the message is Go's.</exception>
    public static ValueMap ParseMap(string text)
    {
        Value value = Parse(text);
        return value.IsNil ? new ValueMap() : value.TryGetMap(out ValueMap? map) ? map : throw Mismatch(value, GoType.AnyMap);
    }

    /// <summary>Reads the first document into a <c>[]interface {}</c>; an empty text is an empty list.</summary>
    /// <exception cref="YamlException">The text is refused, or is no list; the message is Go's.</exception>
    public static ValueList ParseList(string text)
    {
        Value value = Parse(text);
        return value.IsNil ? new ValueList() : value.TryGetList(out ValueList? list) ? list : throw Mismatch(value, GoType.AnySlice);
    }

    /// <summary>Marshal: by way of JSON, keys in go-yaml's order, one line feed at the end.</summary>
    /// <exception cref="YamlException">The value cannot be JSON, or not be read back as YAML; the message is Go's.</exception>
    public static string Write(in Value value)
    {
        using (YamlWriter writer = new(YamlStyle.V2))
        {
            ValueYamlEmitter emitter = new(writer);
            if (emitter.TryWrite(value))
            {
                return writer.ToString();
            }
        }

        return WriteThroughJson(value);
    }

    /// <summary>What go-yaml v3 makes of the value with an indentation of 2 (<c>toYamlPretty</c>): lists indented, no line broken, one line feed at the end.</summary>
    /// <exception cref="YamlException">The value is nested too deeply.</exception>
    /// <exception cref="GoTemplate.Execution.FunctionException">The value holds a type over which go-yaml panics.</exception>
    public static string WritePretty(in Value value)
    {
        using YamlWriter writer = new(YamlStyle.V3);
        new ValueYamlPretty(writer).Write(value);
        return writer.ToString();
    }

    private static YamlException Mismatch(in Value value, GoType type) =>
        new("error unmarshaling JSON: while decoding JSON: " + GoJson.Mismatch(value, type));

    /// <summary>The way that Go takes for every value. It changes some texts, and fails for others.</summary>
    private static string WriteThroughJson(in Value value)
    {
        string json;
        try
        {
            json = GoJson.Write(value);
        }
        catch (GoJsonException exception)
        {
            throw new YamlException("error marshaling into JSON: " + exception.Message);
        }

        YamlValueBuilder builder = default;
        Value read = YamlReader.Read<Value, YamlValueBuilder>(json, ref builder);
        using YamlWriter writer = new(YamlStyle.V2);
        YamlTreeWriter.Write(writer, read);
        return writer.ToString();
    }
}
