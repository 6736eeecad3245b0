using Steersman.GoTemplate.Values;
using Steersman.Helm.Decoding;
using Steersman.Yaml;

namespace Steersman.Helm.Values;

/// <summary>Writes values that <see cref="YamlValueBuilder"/> made: each number as its own type has it.</summary>
internal static class YamlTreeWriter
{
    public static void Write(YamlWriter writer, in Value value)
    {
        switch (value.Reference)
        {
            case string text:
                writer.String(text);
                return;
            case ValueList list:
                writer.BeginList(list.Count);
                foreach (Value item in list)
                {
                    Write(writer, item);
                }

                writer.End();
                return;
            case ValueMap map:
                string[] keys = [.. map.Keys];
                YamlKeyOrder.Sort(keys, YamlStyle.V2);
                writer.BeginMap(keys.Length);
                foreach (string key in keys)
                {
                    writer.Key(key);
                    Write(writer, map[key]);
                }

                writer.End();
                return;
        }

        switch (value.Kind)
        {
            case GoKind.Invalid:
                writer.Null();
                return;
            case GoKind.Bool:
                writer.Bool(value.Bits != 0);
                return;
            case GoKind.Float64:
                writer.Float64(BitConverter.Int64BitsToDouble(value.Bits));
                return;
            case GoKind.Uint64:
                writer.UInt64((ulong)value.Bits);
                return;
            default:
                writer.Int64(value.Bits);
                return;
        }
    }
}
