using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Values;

namespace Steersman.Helm.Engine;

/// <summary><c>include</c>, <c>tpl</c>, <c>required</c>, <c>fail</c>, <c>lookup</c>: what needs the render.</summary>
internal static class TemplateFunctions
{
    /// <summary>The name of Helm's root template, and so of every text given to <c>tpl</c>.</summary>
    private const string RootName = "gotpl";

    private const int KeptCharacters = 1 << 20;
    private const int LongText = 1 << 16;
    private const int ShortShare = 8;

    private static readonly ParsedTexts Texts = new(RootName, KeptCharacters);

    public static IEnumerable<FunctionDescriptor> All { get; } =
    [
        new("include", Include, [GoType.String, GoType.Any]),
        new("tpl", Tpl, [GoType.String, GoType.Any]),
        new("required", Required, [GoType.String, GoType.Any]),
        new("fail", static (_, args) => throw new ChartFailureException(Text(args[0])), [GoType.String]),
        new("lookup", Lookup, [GoType.String, GoType.String, GoType.String, GoType.String]),
        new("getHostByName", static (_, _) => Value.FromString(""), [GoType.String]),
    ];

    private static Value Include(Frame frame, ReadOnlySpan<Value> args)
    {
        string name = Text(args[0]);
        RenderState state = RenderState.Of(frame);
        state.Enter(name);
        if (!frame.Templates!.TryGet(name, out TemplateBody? body))
        {
            throw new FunctionException($"template: no template {GoQuote.Quote(name)} associated with template {GoQuote.Quote(RootName)}");
        }

        string text = frame.Execute(frame.Templates, body, args[1]);
        state.Leave(name);
        return Value.FromString(text);
    }

    private static Value Tpl(Frame frame, ReadOnlySpan<Value> args)
    {
        string text = Text(args[0]);
        if (!text.Contains("{{", StringComparison.Ordinal))
        {
            return Value.FromString(text.Replace(Engine.NoValue, "", StringComparison.Ordinal));
        }

        // A tree takes sixty times the memory of its text; of the many short ones most are known, or soon forgotten.
        frame.ChargeReading(text.Length > LongText ? text.Length : text.Length / ShortShare);
        ParsedTemplate parsed;
        try
        {
            parsed = Texts.Get(text);
        }
        catch (ParseException exception)
        {
            throw new FunctionException($"cannot parse template {GoQuote.Quote(text)}: {exception.Message}", exception);
        }

        ExecutionException failure;
        try
        {
            string rendered = frame.Execute(frame.Templates!.With(parsed), parsed.Main, args[1]);
            return Value.FromString(rendered.Replace(Engine.NoValue, "", StringComparison.Ordinal));
        }
        catch (ExecutionException exception)
        {
            failure = exception;
        }

        throw new FunctionException($"error during tpl function execution for {GoQuote.Quote(text)}: {failure.Message}", failure);
    }

    private static Value Required(Frame frame, ReadOnlySpan<Value> args) =>
        args[1].IsNil || (args[1].TryGetString(out string? text) && text.Length == 0) ? throw new ChartFailureException(Text(args[0])) : args[1];

    private static Value Lookup(Frame frame, ReadOnlySpan<Value> args)
    {
        ILookup? lookup = RenderState.Of(frame).Lookup;
        return Value.FromMap(lookup?.Lookup(Text(args[0]), Text(args[1]), Text(args[2]), Text(args[3])) ?? new ValueMap());
    }

    private static string Text(in Value value) => value.TryGetString(out string? text) ? text : "";
}
