using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Values;
using Steersman.Regex;
using static Steersman.Sprig.Define;

namespace Steersman.Sprig;

/// <summary>Sprig's functions of Go's regular expressions.</summary>
internal static class Regex
{
    /// <summary>For how many matches Go's <c>FindAll</c> makes room first.</summary>
    private const int FoundReserved = 10;

    private delegate Value RegexFunction(GoRegex regex, Frame frame, ReadOnlySpan<Value> args);

    public static IEnumerable<FunctionDescriptor> Functions =>
    [
        Of("regexMatch", static (frame, args) => Value.FromBool(IsMatch(args[0].Text(), args[1].Text(), frame.Stop)), S, S),
        Must("mustRegexMatch", static (regex, frame, args) => Value.FromBool(regex.MatchString(args[1].Text(), frame.Stop)), S, S),
        .. Both("FindAll", static (regex, frame, args) => Strings(regex.FindAllString(args[1].Text(), args[2].Int(), frame.ChargeText, frame.Stop), FoundReserved), S, S, I),
        .. Both("Find", static (regex, frame, args) => Value.FromString(regex.FindString(args[1].Text(), frame.Stop)), S, S),
        .. Both("ReplaceAll", static (regex, frame, args) => Value.FromString(regex.ReplaceAllString(args[1].Text(), args[2].Text(), frame.ChargeText, frame.Stop)), S, S, S),
        .. Both("ReplaceAllLiteral", static (regex, frame, args) => Value.FromString(regex.ReplaceAllLiteralString(args[1].Text(), args[2].Text(), frame.ChargeText, frame.Stop)), S, S, S),
        .. Both("Split", static (regex, frame, args) => Strings(regex.Split(args[1].Text(), args[2].Int(), out int matches, frame.ChargeText, frame.Stop), matches), S, S, I),
        Of("regexQuoteMeta", static (_, args) => Value.FromString(GoRegex.QuoteMeta(args[0].Text())), S),
    ];

    private static FunctionDescriptor[] Both(string name, RegexFunction body, params GoType[] parameters) =>
        [Plain("regex" + name, body, parameters), Must("mustRegex" + name, body, parameters)];

    /// <summary>A function that panics with the words of <c>regexp.MustCompile</c>.</summary>
    private static FunctionDescriptor Plain(string name, RegexFunction body, GoType[] parameters) =>
        Of(name, (frame, args) => body(Compile(args[0].Text(), panics: true), frame, args), parameters);

    private static FunctionDescriptor Must(string name, RegexFunction body, params GoType[] parameters) =>
        Of(name, (frame, args) => body(Compile(args[0].Text(), panics: false), frame, args), parameters);

    private static GoRegex Compile(string pattern, bool panics)
    {
        try
        {
            return GoRegex.Compile(pattern);
        }
        catch (RegexSyntaxException exception)
        {
            string quoted = GoQuote.CanBackquote(pattern) ? $"`{pattern}`" : GoQuote.Quote(pattern);
            throw new FunctionException(panics ? $"regexp: Compile({quoted}): {exception.Message}" : exception.Message, exception);
        }
    }

    private static bool IsMatch(string pattern, string text, CancellationToken stop)
    {
        try
        {
            return GoRegex.Compile(pattern).MatchString(text, stop);
        }
        catch (RegexSyntaxException)
        {
            return false;
        }
    }

    private static Value Strings(string[]? texts, int reserved) =>
        Value.FromList(texts is null ? new ValueList(GoType.StringSlice, []) { IsNil = true } : new ValueList(GoType.StringSlice, [.. texts.Select(Value.FromString)]) { Reserved = reserved });
}
