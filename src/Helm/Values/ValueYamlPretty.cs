using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Json;
using Steersman.GoTemplate.Values;
using Steersman.Yaml;

namespace Steersman.Helm.Values;

/// <summary>Writes a value as go-yaml v3 does, without a way through JSON: nil maps are empty ones, bytes are numbers, fields of structs have lower-case names.</summary>
internal ref struct ValueYamlPretty(YamlWriter writer)
{
    private const string TimeType = "time.Time";
    private const string DurationType = "time.Duration";

    private int _depth;

    public void Write(in Value value)
    {
        PrintedLength.Check(writer.Length);
        switch (value.Reference)
        {
            case null:
                WriteScalar(value);
                return;
            case string text:
                writer.String(text);
                return;
            case ValueMap map:
                WriteMap(map);
                return;
            case ValueList list:
                WriteList(list);
                return;
            case ITemplateObject { IsNil: true }:
                writer.Null();
                return;
            case IGoJson { JsonFields: null } text when text.JsonValue.TryGetString(out string? marshalled):
                WriteMarshalled(text, marshalled);
                return;
            case IGoFields { GoType.Kind: GoKind.Struct or GoKind.Pointer } fields:
                WriteStruct(fields);
                return;
            default:
                throw new FunctionException("cannot marshal type: " + value.Type!.Name);
        }
    }

    private void WriteMap(ValueMap map)
    {
        Enter();
        string[] keys = [.. map.Keys];
        YamlKeyOrder.Sort(keys, YamlStyle.V3);
        writer.BeginMap(keys.Length);
        foreach (string key in keys)
        {
            writer.Key(key);
            Write(map[key]);
        }

        writer.End();
        _depth--;
    }

    private void WriteList(ValueList list)
    {
        Enter();
        writer.BeginList(list.Count);
        for (int index = 0; index < list.Count; index++)
        {
            Write(list[index]);
        }

        writer.End();
        _depth--;
    }

    private void WriteStruct(IGoFields value)
    {
        Enter();
        List<KeyValuePair<string, Value>> fields = [.. value.GoFields.Where(field => char.IsUpper(field.Key[0]))];
        writer.BeginMap(fields.Count);
        foreach ((string name, Value field) in fields)
        {
#pragma warning disable CA1308 // the lower case is what go-yaml writes
            writer.Key(name.ToLowerInvariant());
#pragma warning restore CA1308
            Write(field);
        }

        writer.End();
        _depth--;
    }

    private readonly void WriteMarshalled(IGoJson value, string text)
    {
        if (value.GoType.Name == TimeType)
        {
            writer.Timestamp(text);
        }
        else
        {
            writer.String(text);
        }
    }

    private readonly void WriteScalar(in Value value)
    {
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
            case >= GoKind.Uint and <= GoKind.Uintptr:
                writer.UInt64((ulong)value.Bits);
                return;
            case GoKind.Int64 when value.Type is { Name: DurationType, Stringer: { } stringer }:
                writer.String(stringer(value.Bits));
                return;
            default:
                writer.Int64(value.Bits);
                return;
        }
    }

    private void Enter()
    {
        if (++_depth > YamlLimits.MaxDepth)
        {
            throw new YamlException($"yaml: exceeded max depth of {YamlLimits.MaxDepth}");
        }
    }
}
