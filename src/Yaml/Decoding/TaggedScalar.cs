namespace Steersman.Yaml.Decoding;

/// <summary>Scalars with a tag: what go-yaml v2 makes of them, and what it refuses (resolve.go, decode.go).</summary>
internal static class TaggedScalar
{
    private const string Prefix = "tag:yaml.org,2002:";
    private const string BinaryTag = Prefix + "binary";

    /// <summary>Resolves a scalar by its tag; <paramref name="text"/> is set where the text differs from the one written.</summary>
    /// <exception cref="YamlException">The text is not what the tag says.</exception>
    public static Scalar Resolve(string tag, ReadOnlySpan<char> value, out string? text)
    {
        text = null;
        if (tag == BinaryTag)
        {
            text = DecodeBinary(value);
            return Scalar.String;
        }

        if (tag is not (Prefix + "bool" or Prefix + "int" or Prefix + "float" or Prefix + "null" or Prefix + "timestamp"))
        {
            return Scalar.String;
        }

        bool isTimestamp = tag == Prefix + "timestamp";
        Scalar scalar = ScalarResolver.Resolve(value, withTimestamps: isTimestamp);
        string resolved = TagOf(scalar.Kind);
        if (Prefix + resolved == tag)
        {
            return scalar;
        }

        if (tag == Prefix + "float" && scalar.Kind == ScalarKind.Int64)
        {
            return Scalar.OfFloat64(scalar.Bits);
        }

        throw new YamlException($"yaml: cannot decode !!{resolved} `{value}` as a !!{tag.AsSpan(Prefix.Length)}");
    }

    private static string TagOf(ScalarKind kind) => kind switch
    {
        ScalarKind.Null => "null",
        ScalarKind.Bool => "bool",
        ScalarKind.Int64 or ScalarKind.UInt64 => "int",
        ScalarKind.Float64 => "float",
        ScalarKind.Timestamp => "timestamp",
        _ => "str",
    };

    /// <summary>Go's base64.StdEncoding: breaks are skipped, blanks are not. Bytes that are no UTF-8 end as U+FFFD, since all goes through JSON.</summary>
    private static string DecodeBinary(ReadOnlySpan<char> value)
    {
        string text = value.ToString().Replace("\n", "", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal);
        byte[] bytes = new byte[text.Length];
        if (text.AsSpan().ContainsAny(" \t") || !Convert.TryFromBase64String(text, bytes, out int length))
        {
            throw new YamlException("yaml: !!binary value contains invalid base64 data");
        }

        return System.Text.Encoding.UTF8.GetString(bytes, 0, length);
    }
}
