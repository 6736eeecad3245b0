using System.Text.Json;
using Steersman.GoTemplate.Json;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Tests.Formatting;

internal static class JsonSets
{
    private static readonly GoJsonOptions Indented = new(Indent: "  ");
    private static readonly GoJsonOptions Prefixed = new(Indent: "\t", Prefix: "> ");

    /// <summary>The values of the set json-value.</summary>
    private static readonly Dictionary<string, Value> Cases = new(StringComparer.Ordinal)
    {
        ["null"] = Value.Nil,
        ["emptyMap"] = Value.FromMap(new ValueMap()),
        ["nilMap"] = Value.FromMap(new ValueMap { IsNil = true }),
        ["emptySlice"] = Value.FromList(new ValueList()),
        ["nilSlice"] = Value.FromList(new ValueList { IsNil = true }),
        ["nested"] = Nested(),
        ["bytes"] = Value.FromList(new ValueList(GoType.ByteSlice, [Byte(0x68), Byte(0x69), Byte(0xFF)])),
        ["uint64"] = Value.FromInteger(GoType.Uint64, -1),
        ["floats"] = Value.FromList(new ValueList(
            new GoType(GoKind.Slice, "[]float64", GoType.Float64),
            [.. new[] { 1, 1, 1e20, 1e21, 1e-6, 1e-7, 123456789.125, 0, 1e20 }.Select(Value.FromFloat64)])),
        ["float32"] = ForeignValues.Float32(0.1f),
        ["ptr"] = ForeignValues.Pointer(Value.FromInteger(new GoType(GoKind.Int8, "int8"), -5)),
        ["intKeys"] = ForeignValues.Map((-1, "c"), (9, "b"), (10, "a")),
    };

    public static string? String(JsonElement vector)
    {
        Answers answers = new(vector);
        string text = answers.Text("text");
        ValueMap map = new() { [text] = Value.FromInt(1) };
        return answers
            .Expect("json", GoJson.Write(Value.FromString(text)))
            .Expect("raw", GoJson.Write(Value.FromString(text), new GoJsonOptions(EscapeHtml: false)))
            .Expect("key", GoJson.Write(Value.FromMap(map)))
            .Wrong;
    }

    public static string? OfValue(JsonElement vector)
    {
        string name = vector.GetProperty("case").GetString()!;
        return !Cases.TryGetValue(name, out Value value)
            ? $"no template value has the Go type of the case {name}"
            : new Answers(vector)
                .Expect("json", GoJson.Write(value))
                .Expect("indent", GoJson.Write(value, Indented))
                .Expect("indentPrefix", GoJson.Write(value, Prefixed))
                .Wrong;
    }

    public static string? Parse(JsonElement vector)
    {
        Answers answers = new(vector);
        try
        {
            Value value = GoJson.Parse(answers.Text("text"));
            return answers.Expect("error", null).Expect("json", GoJson.Write(value)).Wrong;
        }
        catch (GoJsonException exception)
        {
            return answers.Expect("error", exception.Message).Wrong;
        }
    }

    public static string? Unsupported(JsonElement vector)
    {
        string type = vector.GetProperty("type").GetString()!;
        Value? value = type switch
        {
            "float64" => Value.FromFloat64(double.PositiveInfinity),
            "complex128" => Value.FromObject(new GoComplex(1)),
            "chan int" => ForeignValues.Of(new GoType(GoKind.Chan, type)),
            "map[interface {}]interface {}" => ForeignValues.Of(new GoType(GoKind.Map, type, GoType.Any, GoType.Any)),
            "map[string]interface {}" => Value.FromMap(new ValueMap { ["a"] = Value.FromFloat64(double.NegativeInfinity) }),
            _ => null,
        };
        if (value is null)
        {
            return $"no template value has the Go type {type}";
        }

        try
        {
            return "written as " + GoJson.Write(value.Value);
        }
        catch (GoJsonException exception)
        {
            return new Answers(vector).Expect("error", exception.Message).Wrong;
        }
    }

    private static Value Byte(byte value) => Value.FromInteger(GoType.Uint8, value);

    private static Value Nested()
    {
        ValueMap inner = new() { ["z"] = Value.FromInt(1), ["a"] = Value.FromInt(2) };
        ValueList list = new(
            GoType.AnySlice,
            [Value.FromInt(1), Value.FromString("x"), Value.Nil, Value.True, Value.FromFloat64(1.5), Value.FromMap(inner)]);
        return Value.FromMap(new ValueMap { ["a"] = Value.FromMap(new ValueMap()), ["b"] = Value.FromList(list) });
    }
}
