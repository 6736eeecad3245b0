using Steersman.GoTemplate.Values;
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
}
