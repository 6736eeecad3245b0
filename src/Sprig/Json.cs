using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Json;
using Steersman.GoTemplate.Values;
using static Steersman.Sprig.Define;

namespace Steersman.Sprig;

/// <summary>Sprig's JSON; Helm puts its own toJson, fromJson and mustToJson over these.</summary>
internal static class Json
{
    private static readonly GoJsonOptions Pretty = new(Indent: "  ");
    private static readonly GoJsonOptions Raw = new(EscapeHtml: false);

    public static IEnumerable<FunctionDescriptor> Functions =>
    [
        Of("fromJson", static (frame, args) => Parse(frame, args[0].Text(), fails: false), S),
        Of("mustFromJson", static (frame, args) => Parse(frame, args[0].Text(), fails: true), S),
        Of("toJson", static (frame, args) => Write(frame, args[0], GoJsonOptions.Default, fails: false), Any),
        Of("mustToJson", static (frame, args) => Write(frame, args[0], GoJsonOptions.Default, fails: true), Any),
        Of("toPrettyJson", static (frame, args) => Write(frame, args[0], Pretty, fails: false), Any),
        Of("mustToPrettyJson", static (frame, args) => Write(frame, args[0], Pretty, fails: true), Any),
        Of("toRawJson", static (frame, args) => Write(frame, args[0], Raw, fails: true), Any),
        Of("mustToRawJson", static (frame, args) => Write(frame, args[0], Raw, fails: true), Any),
    ];

    private static Value Parse(Frame frame, string text, bool fails)
    {
        frame.ChargeReading(text.Length);
        try
        {
            GoJsonDocument document = GoJson.Decode(text);
            return document.Error is null || !fails ? document.Value : throw new FunctionException(document.Error);
        }
        catch (GoJsonException exception)
        {
            return fails ? throw new FunctionException(exception.Message, exception) : Value.Nil;
        }
    }

    private static Value Write(Frame frame, in Value value, GoJsonOptions options, bool fails)
    {
        try
        {
            string text = GoJson.Write(value, options);
            frame.ChargeText(text.Length);
            return Value.FromString(text);
        }
        catch (GoJsonException exception)
        {
            return fails ? throw new FunctionException(exception.Message, exception) : Value.FromString("");
        }
    }
}
