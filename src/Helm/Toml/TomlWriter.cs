using System.Text;
using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Values;

namespace Steersman.Helm.Toml;

/// <summary>Writes values as TOML: the encoder of github.com/BurntSushi/toml (encode.go).</summary>
internal sealed partial class TomlWriter
{
    private const string NilElement = "toml: cannot encode array with nil element";
    private const string NoKey = "toml: top-level values must be Go maps or structs";

    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>The value as a document.</summary>
    /// <exception cref="TomlException">TOML cannot hold it.</exception>
    /// <exception cref="FunctionException">The value is nil, over which the Go code panics.</exception>
    public static string Write(in Value value)
    {
        if (value.IsNil)
        {
            throw new FunctionException("reflect: call of reflect.Value.Type on zero Value");
        }

        TomlWriter writer = new();
        writer.Encode([], value);
        return writer._text.ToString();
    }

    private void Encode(string[] key, in Value value)
    {
        PrintedLength.Check(_text.Length);
        if (Text(value) is not null)
        {
            WriteKeyValue(key, value, isInline: false);
            return;
        }

        switch (value.Reference)
        {
            case ValueList list when TypeOf(value) == TomlKind.TableArray:
                WriteTableArray(key, list);
                return;
            case ValueMap { IsNil: true } or ITemplateObject { IsNil: true }:
                return;
            case ValueMap or IGoFields:
                WriteTable(key, value);
                return;
            default:
                _ = TypeOf(value);
                WriteKeyValue(key, value, isInline: false);
                return;
        }
    }

    private void WriteTableArray(string[] key, ValueList list)
    {
        if (key.Length == 0)
        {
            throw new TomlException(NoKey);
        }

        for (int index = 0; index < list.Count; index++)
        {
            NewLine();
            Indent(key);
            _text.Append("[[").Append(TomlKey.Join(key)).Append("]]");
            NewLine();
            WriteEntries(key, list[index], isInline: false);
        }
    }

    private void WriteTable(string[] key, in Value value)
    {
        if (key.Length == 1)
        {
            NewLine();
        }

        if (key.Length > 0)
        {
            Indent(key);
            _text.Append('[').Append(TomlKey.Join(key)).Append(']');
            NewLine();
        }

        WriteEntries(key, value, isInline: false);
    }

    /// <summary>The entries of a table, those that are no tables first.</summary>
    private void WriteEntries(string[] key, in Value table, bool isInline)
    {
        if (++_depth > TomlTypes.MaxDepth)
        {
            throw new TomlException($"toml: exceeded max depth of {TomlTypes.MaxDepth}");
        }

        List<KeyValuePair<string, Value>> direct = [];
        List<KeyValuePair<string, Value>> tables = [];
        foreach (KeyValuePair<string, Value> entry in Entries(table))
        {
            (TypeOf(entry.Value) is TomlKind.Table or TomlKind.TableArray ? tables : direct).Add(entry);
        }

        if (isInline)
        {
            _text.Append('{');
        }

        WriteEntries(key, direct, isInline, hasMore: tables.Count > 0);
        WriteEntries(key, tables, isInline, hasMore: false);
        if (isInline)
        {
            _text.Append('}');
        }

        _depth--;
    }

    private void WriteEntries(string[] key, List<KeyValuePair<string, Value>> entries, bool isInline, bool hasMore)
    {
        for (int index = 0; index < entries.Count; index++)
        {
            (string name, Value value) = entries[index];
            if (IsNil(value))
            {
                continue;
            }

            if (!isInline)
            {
                Encode([.. key, name], value);
                continue;
            }

            WriteKeyValue([name], value, isInline: true);
            if (hasMore || index != entries.Count - 1)
            {
                _text.Append(", ");
            }
        }
    }

    private static IEnumerable<KeyValuePair<string, Value>> Entries(Value table) => table.Reference switch
    {
        ValueMap map => map.SortedKeys().Select(key => new KeyValuePair<string, Value>(key, map[key])),
        IGoFields fields => fields.GoFields.Where(field => char.IsUpper(field.Key[0])),
        _ => [],
    };

    private void WriteKeyValue(string[] key, in Value value, bool isInline)
    {
        if (key.Length > 0)
        {
            Indent(key);
            _text.Append(TomlKey.Quoted(key[^1])).Append(" = ");
        }

        WriteElement(value);
        if (key.Length > 0 && !isInline)
        {
            NewLine();
        }
    }

    private void WriteElement(in Value value)
    {
        PrintedLength.Check(_text.Length);
        if (Text(value) is { } text)
        {
            _text.Append(text);
            return;
        }

        switch (value.Reference)
        {
            case ValueList list:
                WriteArray(list);
                return;
            case ValueMap or IGoFields:
                WriteEntries([], value, isInline: true);
                return;
            case string written:
                _text.Append(TomlKey.Quote(written));
                return;
            case null when value.IsNil:
                throw new FunctionException("reflect: call of reflect.Value.Interface on zero Value");
            default:
                WriteScalar(value);
                return;
        }
    }

    private void WriteArray(ValueList list)
    {
        if (++_depth > TomlTypes.MaxDepth)
        {
            throw new TomlException($"toml: exceeded max depth of {TomlTypes.MaxDepth}");
        }

        _text.Append('[');
        for (int index = 0; index < list.Count; index++)
        {
            _text.Append(index > 0 ? ", " : "");
            WriteElement(list[index]);
        }

        _text.Append(']');
        _depth--;
    }

    private TomlKind TypeOf(in Value value)
    {
        if (IsNil(value))
        {
            return TomlKind.None;
        }

        if (Text(value) is not null)
        {
            return TomlKind.Scalar;
        }

        return value.Reference switch
        {
            ValueList list => IsTableArray(list) ? TomlKind.TableArray : TomlKind.Array,
            ValueMap => TomlKind.Table,
            IGoFields { GoType.Kind: GoKind.Struct or GoKind.Pointer or GoKind.Map } => TomlKind.Table,
            string or null => TomlKind.Scalar,
            _ => throw new TomlException("unsupported type: " + KindName(value.Kind)),
        };
    }

#pragma warning disable CA1308 // Go's kinds are lower case
    private static string KindName(GoKind kind) => kind == GoKind.Pointer ? "ptr" : kind.ToString().ToLowerInvariant();
#pragma warning restore CA1308

    private bool IsTableArray(ValueList list)
    {
        if (list.IsNil || list.Count == 0)
        {
            return false;
        }

        if (++_depth > TomlTypes.MaxDepth)
        {
            throw new TomlException($"toml: exceeded max depth of {TomlTypes.MaxDepth}");
        }

        bool isTables = true;
        for (int index = 0; index < list.Count; index++)
        {
            TomlKind kind = TypeOf(list[index]);
            isTables &= kind == TomlKind.Table;
            if (kind == TomlKind.None)
            {
                throw new TomlException(NilElement);
            }
        }

        _depth--;
        return isTables;
    }

    private static bool IsNil(in Value value) => value.IsNil || value.Reference is ValueMap { IsNil: true } or ValueList { IsNil: true } or ITemplateObject { IsNil: true };

    private void NewLine()
    {
        if (_text.Length > 0)
        {
            _text.Append('\n');
        }
    }

    private void Indent(string[] key) => _text.Append(' ', 2 * (key.Length - 1));

    private enum TomlKind
    {
        None,
        Scalar,
        Array,
        Table,
        TableArray,
    }
}
