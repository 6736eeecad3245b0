using System.Text;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Formatting;

/// <summary>Prints one value by a verb and the flags in force: Go's <c>fmt.pp</c>.</summary>
internal sealed partial class Printer
{
    /// <summary>Deeper values print as "...", since their text serves nobody and a stack has an end.</summary>
    private const int DepthLimit = 1000;

    private readonly StringBuilder _out = new();
    private bool _erroring;
    private bool _withoutMethods;

    /// <summary>Flags of the directive being printed.</summary>
    public FormatFlags Flags;

    public string Take() => _out.ToString();

    public void Write(char c) => _out.Append(c);

    public void Write(ReadOnlySpan<char> text) => _out.Append(text);

    public void WriteBadVerb(int verb, string what) => _out.Append("%!").Append(GoUnicode.ToText(verb)).Append(what);

    /// <summary>Prints an argument of a call, where methods and types are looked at before the contents.</summary>
    public void PrintArgument(in Value value, int verb)
    {
        if (value.IsNil)
        {
            if (verb is 'T' or 'v')
            {
                Pad("<nil>");
            }
            else
            {
                BadVerb(verb, value);
            }

            return;
        }

        switch (verb)
        {
            case 'T':
                FormatText(GoFormat.TypeName(value));
                break;
            case 'p':
                FormatPointer(value, verb);
                break;
            default:
                Print(value, verb, 0);
                break;
        }
    }

    private void BadVerb(int verb, in Value value)
    {
        _erroring = true;
        WriteBadVerb(verb, "(");
        if (value.IsNil)
        {
            _out.Append("<nil>");
        }
        else
        {
            _out.Append(GoFormat.TypeName(value)).Append('=');
            Print(value, 'v', 0);
        }

        _out.Append(')');
        _erroring = false;
    }

    private void Print(in Value value, int verb, int depth)
    {
        if (depth > DepthLimit)
        {
            _out.Append("...");
            return;
        }

        PrintedLength.Check(_out.Length);
        if (HandledByMethod(value, verb))
        {
            return;
        }

        switch (value.Kind)
        {
            case GoKind.Invalid:
                _out.Append(Flags.SharpV ? "interface {}(nil)" : "<nil>");
                break;
            case GoKind.Bool:
                FormatBool(value, verb);
                break;
            case >= GoKind.Int and <= GoKind.Int64:
                FormatInteger(value, (ulong)value.Bits, signed: true, verb);
                break;
            case >= GoKind.Uint and <= GoKind.Uintptr:
                FormatInteger(value, (ulong)value.Bits, signed: false, verb);
                break;
            case GoKind.Float64:
                FormatFloat(value, BitConverter.Int64BitsToDouble(value.Bits), verb);
                break;
            case GoKind.Complex128 when value.Reference is GoComplex complex:
                FormatComplex(value, complex, verb);
                break;
            case GoKind.String when value.TryGetString(out string? text):
                FormatString(value, text, verb);
                break;
            default:
                PrintContainer(value, verb, depth);
                break;
        }
    }

    /// <summary>Go's <c>handleMethods</c>: Stringer for text verbs, GoStringer for <c>%#v</c>; <c>%w</c> is wrong everywhere here.</summary>
    private bool HandledByMethod(in Value value, int verb)
    {
        if (_erroring || _withoutMethods)
        {
            return false;
        }

        if (verb == 'w')
        {
            BadVerb(verb, value);
            return true;
        }

        if (Flags.SharpV)
        {
            if (value.Reference is IGoSyntax syntax)
            {
                FormatText(syntax.GoSyntax());
                return true;
            }

            return false;
        }

        if (verb is 'v' or 's' or 'x' or 'X' or 'q' && Text(value) is { } text)
        {
            FormatString(value, text, verb);
            return true;
        }

        return false;
    }

    private static string? Text(in Value value) =>
        value.Reference is { } reference ? (reference as IStringer)?.GoText() : value.Type?.Stringer?.Invoke(value.Bits);
}
