using System.Text;
using Steersman.GoTemplate.Values;
using Steersman.Yaml;

namespace Steersman.Releases.Values;

/// <summary>The text that the digest of values is over (<c>fluxcd/pkg/chartutil/digest.go</c>): keys in the order of their characters, not in go-yaml's, and whole numbers without exponent.</summary>
internal readonly ref struct ValuesDigestText(YamlWriter writer)
{
    // Beyond these no double is a whole number of 64 bits.
    private const double Int64Bound = 9223372036854775808d;
    private const double UInt64Bound = 18446744073709551616d;

    public static string Of(ValueMap values)
    {
        using YamlWriter writer = new(YamlStyle.V2);
        new ValuesDigestText(writer).WriteMap(values, 1);
        return writer.ToString();
    }

    private void Write(in Value value, int depth)
    {
        if (depth > YamlLimits.MaxDepth)
        {
            throw new YamlException($"yaml: exceeded max depth of {YamlLimits.MaxDepth}");
        }

        if (value.TryGetString(out string? text))
        {
            writer.String(Whole(text));
        }
        else if (value.TryGetMap(out ValueMap? map))
        {
            WriteMap(map, depth);
        }
        else if (value.TryGetList(out ValueList? list))
        {
            writer.BeginList(list.Count);
            foreach (Value item in list)
            {
                Write(item, depth + 1);
            }

            writer.End();
        }
        else
        {
            WriteScalar(value);
        }
    }

    private void WriteMap(ValueMap map, int depth)
    {
        string[] keys = [.. map.Keys];
        Array.Sort(keys, StringComparer.Ordinal);
        writer.BeginMap(keys.Length);
        foreach (string key in keys)
        {
            writer.Key(Whole(key));
            Write(map[key], depth + 1);
        }

        writer.End();
    }

    private void WriteScalar(in Value value)
    {
        switch (value.Kind)
        {
            case GoKind.Bool:
                writer.Bool(value.Bits != 0);
                break;
            case GoKind.Float64:
                value.TryGetFloat64(out double number);
                WriteNumber(number);
                break;
            case >= GoKind.Uint and <= GoKind.Uintptr:
                writer.UInt64((ulong)value.Bits);
                break;
            case GoKind.Invalid:
                writer.Null();
                break;
            default:
                writer.Int64(value.Bits);
                break;
        }
    }

    private void WriteNumber(double number)
    {
        if (double.IsInteger(number) && number is >= -Int64Bound and < Int64Bound)
        {
            writer.Int64((long)number);
        }
        else if (double.IsInteger(number) && number is >= 0 and < UInt64Bound)
        {
            writer.UInt64((ulong)number);
        }
        else
        {
            writer.Float64(number);
        }
    }

    // Bytes that are no UTF-8 are lone surrogates here, which no YAML can hold.
    private static string Whole(string text)
    {
        for (int at = 0; at < text.Length; at++)
        {
            if (char.IsSurrogate(text[at]) && !(at + 1 < text.Length && char.IsSurrogatePair(text[at], text[++at])))
            {
                return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
            }
        }

        return text;
    }
}
