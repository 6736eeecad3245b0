using System.Globalization;
using System.Text;
using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Json;

/// <summary>Writes a value as JSON, without recursion: templates can nest values deeper than a stack reaches.</summary>
internal sealed class GoJsonWriter(StringBuilder target, GoJsonOptions options)
{
    /// <summary>From this depth on encoding/json looks for cycles.</summary>
    private const int CyclesLookedForFrom = 1000;

    private readonly Stack<Level> _levels = new();
    private HashSet<object>? _open;

    public void Write(in Value value)
    {
        WriteValue(value);
        while (_levels.TryPop(out Level level))
        {
            if (level.IsAtEnd)
            {
                End(level);
                continue;
            }

            if (level.Next > 0)
            {
                target.Append(',');
            }

            NewLine(_levels.Count + 1);
            Value next = level.Take(target, options);
            _levels.Push(level);
            WriteValue(next);
        }
    }

    private void End(in Level level)
    {
        _open?.Remove(level.Source);
        NewLine(_levels.Count);
        target.Append(level.IsObject ? '}' : ']');
    }

    private void NewLine(int depth)
    {
        if (options.Indent is null)
        {
            return;
        }

        target.Append('\n').Append(options.Prefix);
        for (int count = 0; count < depth; count++)
        {
            target.Append(options.Indent);
        }
    }

    private void WriteValue(in Value value)
    {
        PrintedLength.Check(target.Length);
        switch (value.Reference)
        {
            case null:
                WriteScalar(value);
                return;
            case string text:
                PrintedLength.Check((long)target.Length + text.Length);
                GoJsonString.Write(target, text, options.EscapeHtml);
                return;
            case ValueMap { IsNil: true } or ValueList { IsNil: true } or ITemplateObject { IsNil: true }:
                target.Append("null");
                return;
            case ValueMap map:
                Open(new Level(map), value);
                return;
            case ValueList { Type.Element: { Kind: GoKind.Uint8 } } list:
                target.Append('"').Append(Convert.ToBase64String(Bytes(list))).Append('"');
                return;
            case ValueList list:
                Open(new Level(list), value);
                return;
            case IGoJson { JsonFields: { } fields } json:
                Open(new Level(json, fields), value);
                return;
            case IGoJson { JsonError: { } error }:
                throw new GoJsonException($"json: error calling MarshalJSON for type {value.Type!.Name}: {error}");
            case IGoJson json:
                WriteValue(json.JsonValue);
                return;
            case IGoFields { GoType.Kind: GoKind.Struct or GoKind.Pointer } fields:
                Open(new Level(fields, [.. fields.GoFields.Where(field => char.IsUpper(field.Key[0]))]), value);
                return;
            default:
                throw new GoJsonException("json: unsupported type: " + value.Type!.Name);
        }
    }

    private void Open(Level level, in Value value)
    {
        if (level.IsAtEnd)
        {
            target.Append(level.IsObject ? "{}" : "[]");
            return;
        }

        if (_levels.Count > CyclesLookedForFrom && !(_open ??= new HashSet<object>(ReferenceEqualityComparer.Instance)).Add(level.Source))
        {
            throw new GoJsonException("json: unsupported value: encountered a cycle via " + value.Type!.Name);
        }

        target.Append(level.IsObject ? '{' : '[');
        _levels.Push(level);
    }

    private void WriteScalar(in Value value)
    {
        if (value.IsNil)
        {
            target.Append("null");
        }
        else if (value.TryGetFloat64(out double number))
        {
            if (!double.IsFinite(number))
            {
                throw new GoJsonException("json: unsupported value: " + (double.IsNaN(number) ? "NaN" : number > 0 ? "+Inf" : "-Inf"));
            }

            target.Append(GoJsonNumber.Format(number));
        }
        else if (value.Kind == GoKind.Bool)
        {
            target.Append(value.Bits != 0 ? "true" : "false");
        }
        else if (value.Kind is >= GoKind.Uint and <= GoKind.Uintptr)
        {
            target.Append(CultureInfo.InvariantCulture, $"{(ulong)value.Bits}");
        }
        else
        {
            target.Append(CultureInfo.InvariantCulture, $"{value.Bits}");
        }
    }

    private static byte[] Bytes(ValueList list)
    {
        if (list.Bytes is { } bytes)
        {
            return bytes;
        }

        byte[] copy = new byte[list.Count];
        for (int index = 0; index < copy.Length; index++)
        {
            copy[index] = (byte)list[index].Bits;
        }

        return copy;
    }

    /// <summary>A map, list or struct that is being written.</summary>
    private struct Level
    {
        private readonly string[]? _keys;
        private readonly IReadOnlyList<KeyValuePair<string, Value>>? _fields;
        private readonly int _count;

        public Level(ValueMap map)
        {
            Source = map;
            _keys = map.SortedKeys();
            _count = _keys.Length;
        }

        public Level(ValueList list)
        {
            Source = list;
            _count = list.Count;
        }

        public Level(object source, IReadOnlyList<KeyValuePair<string, Value>> fields)
        {
            Source = source;
            _fields = fields;
            _count = fields.Count;
        }

        public object Source { get; }

        public int Next { get; private set; }

        public readonly bool IsObject => Source is not ValueList;

        public readonly bool IsAtEnd => Next == _count;

        /// <summary>The next element, its key written.</summary>
        public Value Take(StringBuilder target, GoJsonOptions options)
        {
            int index = Next++;
            if (Source is ValueList list)
            {
                return list[index];
            }

            string key = _keys is not null ? _keys[index] : _fields![index].Key;
            GoJsonString.Write(target, key, options.EscapeHtml);
            target.Append(options.Indent is null ? ":" : ": ");
            return _keys is not null ? ((ValueMap)Source)[key] : _fields![index].Value;
        }
    }
}
