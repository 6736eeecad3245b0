using System.Runtime.CompilerServices;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Formatting;

/// <content>Lists, maps, structs and pointers.</content>
internal sealed partial class Printer
{
    private void PrintContainer(in Value value, int verb, int depth)
    {
        switch (value.Reference)
        {
            case ValueList list:
                PrintList(value, list, verb, depth);
                break;
            case ValueMap map:
                PrintMap(map.Type, map, verb, depth);
                break;
            case IGoFields fields when value.Kind is GoKind.Map:
                PrintEntries(fields.GoType, fields.GoFields, verb, depth);
                break;
            case IGoFields fields when value.Kind is GoKind.Struct:
                PrintStruct(fields.GoType, fields.GoFields, verb, depth);
                break;
            case IGoFields { IsNil: false } fields when value.Kind is GoKind.Pointer && depth == 0:
                Write('&');
                PrintStruct(fields.GoType.Element ?? fields.GoType, fields.GoFields, verb, depth + 1);
                break;
            case ITemplateObject other when value.Kind is GoKind.Struct:
                PrintStruct(other.GoType, [], verb, depth);
                break;
            case ITemplateObject:
                FormatPointer(value, verb);
                break;
            default:
                Write($"?{GoFormat.TypeName(value)}?");
                break;
        }
    }

    private void PrintList(in Value value, ValueList list, int verb, int depth)
    {
        bool bytes = list.Type.Element?.Kind is GoKind.Uint8;
        if (bytes && verb is 's' or 'q' or 'x' or 'X')
        {
            FormatString(value, GoStrings.OfBytes(list), verb);
            return;
        }

        if (Flags.SharpV)
        {
            Write(bytes && depth == 0 ? "[]byte" : list.Type.Name);
            if (list.IsNil)
            {
                Write("(nil)");
                return;
            }
        }

        Write(Flags.SharpV ? '{' : '[');
        for (int index = 0; index < list.Count; index++)
        {
            WriteSeparator(index);
            PrintElement(list[index], list.Type.Element, verb, depth + 1);
        }

        Write(Flags.SharpV ? '}' : ']');
    }

    private void PrintMap(GoType type, ValueMap map, int verb, int depth)
    {
        if (!BeginMap(type, map.IsNil))
        {
            return;
        }

        string[] keys = map.SortedKeys();
        for (int index = 0; index < keys.Length; index++)
        {
            WriteSeparator(index);
            Print(Value.FromString(keys[index]), verb, depth + 1);
            Write(':');
            PrintElement(map[keys[index]], type.Element, verb, depth + 1);
        }

        Write(Flags.SharpV ? '}' : ']');
    }

    private void PrintEntries(GoType type, IReadOnlyList<KeyValuePair<string, Value>> entries, int verb, int depth)
    {
        _ = BeginMap(type, isNil: false);
        for (int index = 0; index < entries.Count; index++)
        {
            WriteSeparator(index);
            Print(Value.FromString(entries[index].Key), verb, depth + 1);
            Write(':');
            PrintElement(entries[index].Value, type.Element, verb, depth + 1);
        }

        Write(Flags.SharpV ? '}' : ']');
    }

    private bool BeginMap(GoType type, bool isNil)
    {
        if (!Flags.SharpV)
        {
            Write("map[");
            return true;
        }

        Write(type.Name);
        Write(isNil ? "(nil)" : "{");
        return !isNil;
    }

    private void PrintStruct(GoType type, IReadOnlyList<KeyValuePair<string, Value>> fields, int verb, int depth)
    {
        if (Flags.SharpV)
        {
            Write(type.Name);
        }

        Write('{');
        for (int index = 0; index < fields.Count; index++)
        {
            WriteSeparator(index);
            if (Flags.PlusV || Flags.SharpV)
            {
                Write(fields[index].Key);
                Write(':');
            }

            bool withoutMethods = _withoutMethods;
            _withoutMethods |= !char.IsUpper(fields[index].Key[0]);    // nor has what lies below an unexported field
            PrintElement(fields[index].Value, null, verb, depth + 1);
            _withoutMethods = withoutMethods;
        }

        Write('}');
    }

    /// <summary>A nil inside a container prints <c>&lt;nil&gt;</c> under any verb.</summary>
    private void PrintElement(in Value value, GoType? type, int verb, int depth)
    {
        if (value.IsNil)
        {
            Write(Flags.SharpV ? (type?.Name ?? "interface {}") + "(nil)" : "<nil>");
            return;
        }

        Print(value, verb, depth);
    }

    private void WriteSeparator(int index)
    {
        if (index > 0)
        {
            Write(Flags.SharpV ? ", " : " ");
        }
    }

    /// <summary>An address: none is real here, but one object always prints the same one.</summary>
    private void FormatPointer(in Value value, int verb)
    {
        if (value.Kind is not (GoKind.Map or GoKind.Slice or GoKind.Pointer or GoKind.Func or GoKind.Chan))
        {
            BadVerb(verb, value);
            return;
        }

        bool isNil = value.Reference is ITemplateObject { IsNil: true };
        if (isNil && verb == 'v' && !Flags.SharpV)
        {
            Pad("<nil>");
            return;
        }

        ulong address = isNil ? 0 : 0xC000000000UL + ((ulong)(uint)RuntimeHelpers.GetHashCode(value.Reference) << 4);
        switch (verb)
        {
            case 'v' when Flags.SharpV:
                Write($"({GoFormat.TypeName(value)})(");
                if (isNil)
                {
                    Write("nil");
                }
                else
                {
                    FormatHexadecimal(address, leading: true);
                }

                Write(')');
                break;
            case 'v' or 'p':
                FormatHexadecimal(address, leading: !Flags.Sharp);
                break;
            case 'b' or 'o' or 'd' or 'x' or 'X':
                FormatInteger(value, address, signed: false, verb);
                break;
            default:
                BadVerb(verb, value);
                break;
        }
    }

    private void FormatHexadecimal(ulong number, bool leading)
    {
        bool sharp = Flags.Sharp;
        Flags.Sharp = leading;
        WriteInteger(number, negative: false, 16, 'v', upper: false);
        Flags.Sharp = sharp;
    }
}
