using System.Buffers;
using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Values;
using Steersman.Yaml;

namespace Steersman.Helm.Values;

/// <summary>Writes a value as sigs.k8s.io/yaml would by way of JSON, but directly; gives up where that way would change a text, or fail.</summary>
internal ref struct ValueYamlEmitter(YamlWriter writer)
{
    /// <summary>A key whose JSON is longer than this cannot be a key of YAML; escapes make it up to six times as long.</summary>
    private const int LongestSafeKey = 160;

    /// <summary>What JSON or YAML may read otherwise than written: C1 controls (NEL is a line break), non-characters, surrogates.</summary>
    private static readonly SearchValues<char> Unsafe = SearchValues.Create(
        [.. Enumerable.Range(0x7F, 0x21).Select(c => (char)c), .. Enumerable.Range(0xD800, 0x800).Select(c => (char)c), '\uFFFE', '\uFFFF']);

    private int _depth;

    /// <summary>False where the value must go through JSON; what was written until then is of no use.</summary>
    public bool TryWrite(in Value value)
    {
        PrintedLength.Check(writer.Length);
        switch (value.Reference)
        {
            case null:
                return TryWriteScalar(value);
            case string text:
                writer.String(text);
                return IsSafe(text);
            case ValueMap { IsNil: true } or ValueList { IsNil: true }:
                writer.Null();
                return true;
            case ValueMap map:
                return TryWriteMap(map);
            case ValueList { Type.Element.Kind: not GoKind.Uint8 } list:
                return TryWriteList(list);
            default:
                return false;
        }
    }

    private static bool IsSafe(string text)
    {
        int at = 0;
        while (true)
        {
            int found = text.AsSpan(at).IndexOfAny(Unsafe);
            if (found < 0)
            {
                return true;
            }

            at += found;
            if (at + 1 >= text.Length || !char.IsSurrogatePair(text[at], text[at + 1]))
            {
                return false;
            }

            at += 2;
        }
    }

    private bool TryWriteMap(ValueMap map)
    {
        if (++_depth >= YamlLimits.MaxDepth)
        {
            return false;
        }

        string[] keys = [.. map.Keys];
        YamlKeyOrder.Sort(keys, YamlStyle.V2);
        writer.BeginMap(keys.Length);
        foreach (string key in keys)
        {
            if (key.Length > LongestSafeKey || !IsSafe(key))
            {
                return false;
            }

            writer.Key(key);
            if (!TryWrite(map[key]))
            {
                return false;
            }
        }

        writer.End();
        _depth--;
        return true;
    }

    private bool TryWriteList(ValueList list)
    {
        if (++_depth >= YamlLimits.MaxDepth)
        {
            return false;
        }

        writer.BeginList(list.Count);
        for (int index = 0; index < list.Count; index++)
        {
            if (!TryWrite(list[index]))
            {
                return false;
            }
        }

        writer.End();
        _depth--;
        return true;
    }

    private readonly bool TryWriteScalar(in Value value)
    {
        switch (value.Kind)
        {
            case GoKind.Invalid:
                writer.Null();
                return true;
            case GoKind.Bool:
                writer.Bool(value.Bits != 0);
                return true;
            case GoKind.Float64:
                value.TryGetFloat64(out double number);
                JsonNumber.Write(writer, double.IsFinite(number) ? number : 0);
                return double.IsFinite(number);
            case >= GoKind.Uint and <= GoKind.Uintptr:
                writer.UInt64((ulong)value.Bits);
                return true;
            default:
                writer.Int64(value.Bits);
                return true;
        }
    }
}
