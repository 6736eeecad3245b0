using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Formatting;

/// <summary>Go's package <c>fmt</c> over template values. Thread-safe; no call fails, what does not fit its verb is printed as Go prints it.</summary>
public static class GoFormat
{
    /// <summary>Go's <c>Sprintf</c>.</summary>
    public static string Sprintf(string format, params ReadOnlySpan<Value> args)
    {
        Printer printer = new();
        new DirectiveReader(printer, format, args).Run();
        return printer.Take();
    }

    /// <summary>Go's <c>Sprint</c>: a space between operands where neither is a string.</summary>
    public static string Sprint(params ReadOnlySpan<Value> args)
    {
        if (args.Length == 1)
        {
            return ToText(args[0]);
        }

        Printer printer = new();
        bool previousString = false;
        for (int index = 0; index < args.Length; index++)
        {
            bool isString = args[index].Kind is GoKind.String;
            if (index > 0 && !isString && !previousString)
            {
                printer.Write(' ');
            }

            printer.PrintArgument(args[index], 'v');
            previousString = isString;
        }

        return printer.Take();
    }

    /// <summary>Go's <c>Sprintln</c>: always a space between operands, a newline after the last.</summary>
    public static string Sprintln(params ReadOnlySpan<Value> args)
    {
        Printer printer = new();
        for (int index = 0; index < args.Length; index++)
        {
            if (index > 0)
            {
                printer.Write(' ');
            }

            printer.PrintArgument(args[index], 'v');
        }

        printer.Write('\n');
        return printer.Take();
    }

    /// <summary>The text of <c>%v</c>; <c>&lt;nil&gt;</c> for nil.</summary>
    public static string ToText(in Value value)
    {
        if (value.TryGetString(out string? text))
        {
            return text;
        }

        if (ReferenceEquals(value.Type, GoType.Int) || ReferenceEquals(value.Type, GoType.Int64))
        {
            return GoNumber.FormatInt(value.Bits);
        }

        if (value.TryGetFloat64(out double number))
        {
            return GoNumber.FormatFloat(number);
        }

        if (value.TryGetBool(out bool flag))
        {
            return flag ? "true" : "false";
        }

        Printer printer = new();
        printer.PrintArgument(value, 'v');
        return printer.Take();
    }

    /// <summary>The text of <c>%T</c>: the dynamic type, <c>&lt;nil&gt;</c> for nil.</summary>
    public static string TypeName(in Value value) => value.Type?.Name ?? "<nil>";
}
