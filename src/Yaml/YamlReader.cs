using Steersman.Yaml.Decoding;
using Steersman.Yaml.Parsing;
using Steersman.Yaml.Scanning;

namespace Steersman.Yaml;

/// <summary>Reads YAML as sigs.k8s.io/yaml v1.6 with go-yaml v2 does: YAML 1.1, keys made strings, verdicts and error texts included.</summary>
/// <remarks>Safe for use by several threads. Time and memory are linear in the text; aliases are followed up to go-yaml's guard, nesting up to <see cref="YamlLimits.MaxDepth"/>.</remarks>
public static class YamlReader
{
    /// <summary>Reads the first document of a text; an empty text is null. What follows the first document is not looked at, as in Go.</summary>
    /// <param name="text">The text; bytes that are no UTF-8 stand in it as lone surrogates U+DC00 + byte.</param>
    /// <param name="builder">Makes the nodes.</param>
    /// <param name="isStrict">Refuse a key that stands twice in a map (yaml.UnmarshalStrict); else the last wins.</param>
    /// <param name="allowsNonFinite">Leave NaN and the infinities to the caller, who knows where a text is wanted of them.</param>
    /// <exception cref="YamlException">The text is refused; the message is what sigs.k8s.io/yaml's YAMLToJSON gives, without <c>error converting YAML to JSON: </c>.</exception>
    public static TNode Read<TNode, TBuilder>(string text, ref TBuilder builder, bool isStrict = false, bool allowsNonFinite = false)
        where TBuilder : struct, IYamlBuilder<TNode>
    {
        ArgumentNullException.ThrowIfNull(text);
        text = InputEncoding.Decode(text);
        using Tape tape = new(text);
        YamlParser parser = new(text, tape);
        return parser.ReadDocument() ? Decode<TNode, TBuilder>(tape, ref builder, isStrict, allowsNonFinite) : builder.Null();
    }

    /// <summary>Reads every document of a text, empty ones included (as null); none for an empty text.</summary>
    /// <exception cref="YamlException">One of them is refused.</exception>
    public static List<TNode> ReadAll<TNode, TBuilder>(string text, ref TBuilder builder, bool isStrict = false)
        where TBuilder : struct, IYamlBuilder<TNode>
    {
        ArgumentNullException.ThrowIfNull(text);
        text = InputEncoding.Decode(text);
        using Tape tape = new(text);
        YamlParser parser = new(text, tape);
        List<TNode> documents = [];
        while (parser.ReadDocument())
        {
            documents.Add(Decode<TNode, TBuilder>(tape, ref builder, isStrict));
        }

        return documents;
    }

    private static TNode Decode<TNode, TBuilder>(Tape tape, ref TBuilder builder, bool isStrict, bool allowsNonFinite = false)
        where TBuilder : struct, IYamlBuilder<TNode>
    {
        YamlDecoder<TNode, TBuilder> decoder = new(tape, ref builder, isStrict, allowsNonFinite);
        TNode root = decoder.Decode();
        return !allowsNonFinite && decoder.HasNonFinite && NonFinite.Find(tape) is { } problem ? throw new YamlException(problem) : root;
    }
}
