using System.Buffers;
using Steersman.Yaml.Decoding;

namespace Steersman.Yaml.Nodes;

/// <summary>The tags of go-yaml v3 in their short form, and what untagged scalars are (resolve.go).</summary>
public static class YamlTags
{
    public const string Null = "!!null";
    public const string Bool = "!!bool";
    public const string String = "!!str";
    public const string Int = "!!int";
    public const string Float = "!!float";
    public const string Timestamp = "!!timestamp";
    public const string Sequence = "!!seq";
    public const string Mapping = "!!map";
    public const string Binary = "!!binary";
    public const string Merge = "!!merge";

    private static readonly SearchValues<char> Words = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._/-");

    private const string LongPrefix = "tag:yaml.org,2002:";

    /// <summary>The tag of a plain scalar without one, by its looks: words such as <c>yes</c> are strings in v3.</summary>
    public static string OfPlain(string value) => Of(CoreScalar.Resolve(value).Kind);

    /// <summary>True where YAML 1.1, which Kubernetes reads, takes a plain text for something other than a string (kyaml's <c>IsValueNonString</c>).</summary>
    public static bool IsOtherwiseInYaml11(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Length == 0 || value.Contains('\n'))
        {
            return false;
        }

        if (char.IsAsciiLetterOrDigit(value[0]) && value.AsSpan().IndexOfAnyExcept(Words) < 0)
        {
            return ScalarResolver.Resolve(value, withTimestamps: false).Kind != ScalarKind.String;
        }

        try
        {
            YamlNode? root = YamlNodeReader.Read(value);
            return root is not { Kind: YamlNodeKind.Scalar }
                || ((root.Style & YamlNodeStyle.Indicated) == YamlNodeStyle.None && ScalarResolver.Resolve(root.Value, withTimestamps: false).Kind != ScalarKind.String);
        }
        catch (YamlException)
        {
            return false;
        }
    }

    internal static string Of(ScalarKind kind) => kind switch
    {
        ScalarKind.Null => Null,
        ScalarKind.Bool => Bool,
        ScalarKind.Int64 or ScalarKind.UInt64 => Int,
        ScalarKind.Float64 => Float,
        ScalarKind.Timestamp => Timestamp,
        _ => String,
    };

    internal static string Short(string tag) => tag.StartsWith(LongPrefix, StringComparison.Ordinal) ? "!!" + tag[LongPrefix.Length..] : tag;
}
