using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Builtins;

/// <summary>The functions of Go's <c>text/template</c>, which every template can call where a function map has none of their name.</summary>
internal static class BuiltinFunctions
{
    private static readonly FrozenDictionary<string, FunctionDescriptor> Functions = All().ToFrozenDictionary(static function => function.Name, StringComparer.Ordinal);

    public static bool TryGet(string name, [NotNullWhen(true)] out FunctionDescriptor? function) => Functions.TryGetValue(name, out function);

    private static IEnumerable<FunctionDescriptor> All()
    {
        GoType value = GoType.ReflectValue;
        FunctionDescriptor Of(string name, TemplateFunction body, GoType[] parameters, bool isVariadic = false) => new(name, body, parameters, isVariadic);

        // and, or and call are nodes of their own: these are their signatures.
        yield return Of("and", static (_, _) => throw new InvalidOperationException("and is evaluated by its node"), [value, value], isVariadic: true);
        yield return Of("or", static (_, _) => throw new InvalidOperationException("or is evaluated by its node"), [value, value], isVariadic: true);
        yield return Of("call", static (_, _) => throw new InvalidOperationException("call is evaluated by its node"), [value, value], isVariadic: true);
        yield return Of("not", static (_, args) => Value.FromBool(!Truth.Of(args[0])), [value]);
        yield return Of("len", static (_, args) => Indexing.Length(args[0]), [value]);
        yield return Of("index", static (_, args) => Indexing.Index(args[0], args[1..]), [value, value], isVariadic: true);
        yield return Of("slice", static (_, args) => Slicing.Slice(args[0], args[1..]), [value, value], isVariadic: true);
        yield return Of("print", static (_, args) => Value.FromString(GoFormat.Sprint(args)), [GoType.Any], isVariadic: true);
        yield return Of("println", static (_, args) => Value.FromString(GoFormat.Sprintln(args)), [GoType.Any], isVariadic: true);
        yield return Of("printf", static (frame, args) => Printf(frame, args), [GoType.String, GoType.Any], isVariadic: true);
        yield return Of("html", static (_, args) => Value.FromString(Escaping.Html(Escaping.TextOf(args))), [GoType.Any], isVariadic: true);
        yield return Of("js", static (_, args) => Value.FromString(Escaping.JavaScript(Escaping.TextOf(args))), [GoType.Any], isVariadic: true);
        yield return Of("urlquery", static (_, args) => Value.FromString(Escaping.UrlQuery(Escaping.TextOf(args))), [GoType.Any], isVariadic: true);
        yield return Of("eq", static (_, args) => Value.FromBool(Comparison.Equal(args[0], args[1..])), [value, value], isVariadic: true);
        yield return Of("ne", static (_, args) => Value.FromBool(!Comparison.Equal(args[0], args[1..])), [value, value]);
        yield return Of("lt", static (_, args) => Value.FromBool(Comparison.Less(args[0], args[1])), [value, value]);
        yield return Of("le", static (_, args) => Value.FromBool(Comparison.LessOrEqual(args[0], args[1])), [value, value]);
        yield return Of("gt", static (_, args) => Value.FromBool(!Comparison.LessOrEqual(args[0], args[1])), [value, value]);
        yield return Of("ge", static (_, args) => Value.FromBool(!Comparison.Less(args[0], args[1])), [value, value]);
    }

    private static Value Printf(Frame frame, ReadOnlySpan<Value> args)
    {
        args[0].TryGetString(out string? format);
        string text = GoFormat.Sprintf(format!, args[1..]);
        frame.ChargeText(text.Length);
        return Value.FromString(text);
    }
}
