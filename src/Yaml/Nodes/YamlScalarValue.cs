using System.Text;
using Steersman.Yaml.Decoding;

namespace Steersman.Yaml.Nodes;

/// <summary>What a scalar node stands for: go-yaml v3's decoding into <c>interface{}</c> (decode.go, <c>scalar</c>).</summary>
public static class YamlScalarValue
{
    /// <summary>The value: null, a bool, long, ulong, double, string, or a <see cref="YamlTime"/>.</summary>
    /// <exception cref="YamlException">The text is not what its tag says.</exception>
    public static object? Of(YamlNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        if (IsIndicatedString(node))
        {
            return node.Value;
        }

        return node.Tag switch
        {
            "" or "!" => Boxed(CoreScalar.Resolve(node.Value), node.Value),
            YamlTags.Binary => Binary(node.Value),
            YamlTags.Bool or YamlTags.Int or YamlTags.Float or YamlTags.Null or YamlTags.Timestamp => Tagged(node),
            _ => node.Value,
        };
    }

    /// <summary>True for strings that need no look at their text (<c>indicatedString</c>).</summary>
    public static bool IsIndicatedString(YamlNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return node.Kind == YamlNodeKind.Scalar && (node.Tag == YamlTags.String || (node.Tag is "" or "!" && (node.Style & YamlNodeStyle.Indicated) != YamlNodeStyle.None));
    }

    private static object? Tagged(YamlNode node)
    {
        Scalar scalar = CoreScalar.Resolve(node.Value);
        if (YamlTags.Of(scalar.Kind) == node.Tag)
        {
            return Boxed(scalar, node.Value);
        }

        return node.Tag == YamlTags.Float && scalar.Kind == ScalarKind.Int64
            ? (double)scalar.Bits
            : throw new YamlException($"yaml: cannot decode {YamlTags.Of(scalar.Kind)} `{node.Value}` as a {node.Tag}");
    }

    private static object? Boxed(Scalar scalar, string text) => scalar.Kind switch
    {
        ScalarKind.Null => null,
        ScalarKind.Bool => scalar.Bits != 0,
        ScalarKind.Int64 => scalar.Bits,
        ScalarKind.UInt64 => (ulong)scalar.Bits,
        ScalarKind.Float64 => scalar.Number,
        ScalarKind.Timestamp => GoTimestamp.Parse(text),
        _ => text,
    };

    private static string Binary(string text)
    {
        string compact = text.Replace("\n", "", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal);
        byte[] bytes = new byte[compact.Length];
        return !compact.AsSpan().ContainsAny(" \t") && Convert.TryFromBase64String(compact, bytes, out int length)
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : throw new YamlException("yaml: !!binary value contains invalid base64 data");
    }
}
