using System.Text.Json;
using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Parsing;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Tests.Execution;

/// <summary>Runs one template over data given as JSON; numbers without a fraction are int, as nothing here is YAML.</summary>
internal static class TemplateRun
{
    public static string Text(string template, string json = "{}", bool isStrict = false, FunctionMap? functions = null, ExecutionServices? services = null)
    {
        try
        {
            ParsedTemplate parsed = TemplateParser.Parse("t", template, functions ?? FunctionMap.Empty);
            TemplateSet set = TemplateSet.Of([parsed]);
            using Frame frame = new(services ?? ExecutionServices.Default) { IsStrict = isStrict };
            return frame.Execute(set, parsed.Main, ValueOf(JsonDocument.Parse(json).RootElement));
        }
        catch (TemplateException exception)
        {
            return exception.Message;
        }
    }

    public static Value ValueOf(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.String:
                return Value.FromString(json.GetString()!);
            case JsonValueKind.Number:
                return json.TryGetInt64(out long integer) ? Value.FromInt(integer) : Value.FromFloat64(json.GetDouble());
            case JsonValueKind.True or JsonValueKind.False:
                return Value.FromBool(json.GetBoolean());
            case JsonValueKind.Array:
                return Value.FromList(new ValueList(GoType.AnySlice, [.. json.EnumerateArray().Select(ValueOf)]));
            case JsonValueKind.Object:
                ValueMap map = new();
                foreach (JsonProperty property in json.EnumerateObject())
                {
                    map[property.Name] = ValueOf(property.Value);
                }

                return Value.FromMap(map);
            default:
                return Value.Nil;
        }
    }
}
