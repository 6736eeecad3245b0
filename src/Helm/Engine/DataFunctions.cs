using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Json;
using Steersman.GoTemplate.Values;
using Steersman.Helm.Values;
using Steersman.Yaml;

namespace Steersman.Helm.Engine;

/// <summary>Helm's functions that read and write YAML and JSON (pkg/engine/funcs.go): most of them give an error as their result.</summary>
internal static class DataFunctions
{
    private const string ErrorKey = "Error";

    public static IEnumerable<FunctionDescriptor> All { get; } =
    [
        new("toYaml", static (_, args) => Value.FromString(ToYaml(args[0])), [GoType.Any]),
        new("mustToYaml", static (_, args) => Value.FromString(MustToYaml(args[0])), [GoType.Any]),
        new("toYamlPretty", static (_, args) => Value.FromString(ToYamlPretty(args[0])), [GoType.Any]),
        new("fromYaml", static (frame, args) => Value.FromMap(FromYaml(Read(frame, args[0]))), [GoType.String]),
        new("fromYamlArray", static (frame, args) => Value.FromList(FromYamlArray(Read(frame, args[0]))), [GoType.String]),
        new("toJson", static (_, args) => Value.FromString(ToJson(args[0])), [GoType.Any]),
        new("mustToJson", static (_, args) => Value.FromString(MustToJson(args[0])), [GoType.Any]),
        new("fromJson", static (frame, args) => Value.FromMap(FromJson(Read(frame, args[0]))), [GoType.String]),
        new("fromJsonArray", static (frame, args) => Value.FromList(FromJsonArray(Read(frame, args[0]))), [GoType.String]),
    ];

    /// <summary>The value as YAML without the line feed at its end; empty where it cannot be YAML.</summary>
    public static string ToYaml(in Value value)
    {
        try
        {
            return WithoutLineFeed(ValueYaml.Write(value));
        }
        catch (YamlException)
        {
            return "";
        }
    }

    private static string MustToYaml(in Value value)
    {
        try
        {
            return WithoutLineFeed(ValueYaml.Write(value));
        }
        catch (YamlException exception)
        {
            throw new FunctionException(exception.Message, exception);
        }
    }

    private static string ToYamlPretty(in Value value)
    {
        try
        {
            return WithoutLineFeed(ValueYaml.WritePretty(value));
        }
        catch (YamlException)
        {
            return "";
        }
    }

    private static ValueMap FromYaml(string text)
    {
        try
        {
            return ValueYaml.ParseMap(text);
        }
        catch (YamlException exception)
        {
            return Failed(new ValueMap(), exception.Message);
        }
    }

    private static ValueList FromYamlArray(string text)
    {
        try
        {
            return ValueYaml.ParseList(text);
        }
        catch (YamlException exception)
        {
            return Failed(exception.Message);
        }
    }

    private static string ToJson(in Value value)
    {
        try
        {
            return GoJson.Write(value);
        }
        catch (GoJsonException)
        {
            return "";
        }
    }

    private static string MustToJson(in Value value)
    {
        try
        {
            return GoJson.Write(value);
        }
        catch (GoJsonException exception)
        {
            throw new FunctionException(exception.Message, exception);
        }
    }

    private static ValueMap FromJson(string text)
    {
        try
        {
            GoJsonDocument document = GoJson.Decode(text);
            if (document.Error is null || !document.Value.TryGetMap(out ValueMap? map))
            {
                return IsLoneNumber(document) ? Failed(new ValueMap(), GoJson.Mismatch(Value.FromInt(0), GoType.AnyMap)) : MapOf(document.Value);
            }

            return Failed(map, document.Error);
        }
        catch (GoJsonException exception)
        {
            return Failed(new ValueMap(), exception.Message);
        }
    }

    private static ValueList FromJsonArray(string text)
    {
        try
        {
            GoJsonDocument document = GoJson.Decode(text);
            if (document.Error is null || !document.Value.TryGetList(out _))
            {
                return IsLoneNumber(document) ? Failed(GoJson.Mismatch(Value.FromInt(0), GoType.AnySlice)) : ListOf(document.Value);
            }

            return Failed(document.Error);
        }
        catch (GoJsonException exception)
        {
            return Failed(exception.Message);
        }
    }

    /// <summary>True where all of the text is one number out of range.</summary>
    private static bool IsLoneNumber(in GoJsonDocument document) => document.Error is not null && document.Value.IsNil;

    private static ValueMap MapOf(in Value value)
    {
        if (value.IsNil)
        {
            return new ValueMap { IsNil = true };
        }

        return value.TryGetMap(out ValueMap? map) ? map : Failed(new ValueMap(), GoJson.Mismatch(value, GoType.AnyMap));
    }

    private static ValueList ListOf(in Value value)
    {
        if (value.IsNil)
        {
            return new ValueList { IsNil = true };
        }

        return value.TryGetList(out ValueList? list) ? list : Failed(GoJson.Mismatch(value, GoType.AnySlice));
    }

    private static ValueMap Failed(ValueMap map, string error)
    {
        map[ErrorKey] = Value.FromString(error);
        return map;
    }

    private static ValueList Failed(string error) => new(GoType.AnySlice, [Value.FromString(error)]);

    private static string WithoutLineFeed(string text) => text.EndsWith('\n') ? text[..^1] : text;

    private static string Read(Frame frame, in Value value)
    {
        string text = (string)value.Reference!;
        frame.ChargeReading(text.Length);
        return text;
    }
}
