using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Formatting;

/// <summary>Reads the directives of one format string and hands each with its argument to the printer.</summary>
internal ref struct DirectiveReader(Printer printer, string format, ReadOnlySpan<Value> args)
{
    private const int WidthLimit = 1_000_000;

    private readonly Printer _printer = printer;
    private readonly string _format = format;
    private readonly ReadOnlySpan<Value> _args = args;
    private int _at;
    private int _argument;
    private bool _reordered;
    private bool _goodIndex;
    private bool _afterIndex;

    public void Run()
    {
        while (_at < _format.Length)
        {
            int percent = _format.IndexOf('%', _at);
            int end = percent < 0 ? _format.Length : percent;
            _printer.Write(_format.AsSpan(_at, end - _at));
            _at = end;
            if (percent < 0 || !ReadDirective())
            {
                break;
            }
        }

        if (!_reordered && _argument < _args.Length)
        {
            WriteExtra();
        }
    }

    /// <returns>False where the format ends before the verb.</returns>
    private bool ReadDirective()
    {
        _at++;
        _goodIndex = true;
        _afterIndex = false;
        FormatFlags flags = default;
        ReadFlags(ref flags);
        ReadIndex();
        ReadWidth(ref flags);
        ReadPrecision(ref flags);
        if (!_afterIndex)
        {
            ReadIndex();
        }

        if (_at >= _format.Length)
        {
            _printer.Write("%!(NOVERB)");
            return false;
        }

        int verb = GoUnicode.Decode(_format.AsSpan(_at), out int length);
        _at += length;
        Execute(verb < 0 ? GoUnicode.RuneError : verb, ref flags);
        return true;
    }

    private void Execute(int verb, ref FormatFlags flags)
    {
        if (verb == '%')
        {
            _printer.Write('%');
        }
        else if (!_goodIndex)
        {
            _printer.WriteBadVerb(verb, "(BADINDEX)");
        }
        else if (_argument >= _args.Length)
        {
            _printer.WriteBadVerb(verb, "(MISSING)");
        }
        else
        {
            if (verb is 'v' or 'w')
            {
                flags.SharpV = flags.Sharp;
                flags.PlusV = flags.Plus;
                flags.Sharp = flags.Plus = false;
            }

            _printer.Flags = flags;
            _printer.PrintArgument(_args[_argument++], verb);
            _printer.Flags = default;
        }
    }

    private void ReadFlags(ref FormatFlags flags)
    {
        for (; _at < _format.Length; _at++)
        {
            switch (_format[_at])
            {
                case '#': flags.Sharp = true; break;
                case '0': flags.Zero = true; break;
                case '+': flags.Plus = true; break;
                case '-': flags.Minus = true; break;
                case ' ': flags.Space = true; break;
                default: return;
            }
        }
    }

    private void ReadWidth(ref FormatFlags flags)
    {
        if (_at < _format.Length && _format[_at] == '*')
        {
            _at++;
            flags.Width = IntegerArgument();
            if (flags.Width is null)
            {
                _printer.Write("%!(BADWIDTH)");
            }
            else if (flags.Width < 0)
            {
                flags.Width = -flags.Width;
                flags.Minus = true;
                flags.Zero = false;
            }

            _afterIndex = false;
            return;
        }

        flags.Width = ReadNumber(_format.Length);
        if (_afterIndex && flags.Width is not null)
        {
            _goodIndex = false;    // "%[3]2d"
        }
    }

    private void ReadPrecision(ref FormatFlags flags)
    {
        if (_at + 1 >= _format.Length || _format[_at] != '.')
        {
            return;
        }

        _at++;
        if (_afterIndex)
        {
            _goodIndex = false;    // "%[3].2d"
        }

        ReadIndex();
        if (_at < _format.Length && _format[_at] == '*')
        {
            _at++;
            int? precision = IntegerArgument();
            flags.Precision = precision < 0 ? null : precision;
            if (flags.Precision is null)
            {
                _printer.Write("%!(BADPREC)");
            }

            _afterIndex = false;
            return;
        }

        flags.Precision = ReadNumber(_format.Length) ?? 0;
    }

    /// <summary>Reads <c>[n]</c> where it stands here; a wrong one spoils the directive.</summary>
    private void ReadIndex()
    {
        _afterIndex = false;
        if (_at >= _format.Length || _format[_at] != '[')
        {
            return;
        }

        _reordered = true;
        int start = _at;
        int close = _format.IndexOf(']', _at + 1);
        if (_format.Length - _at < 3 || close < 0)
        {
            _at = start + 1;
            _goodIndex = false;
            return;
        }

        _at = start + 1;
        int? number = ReadNumber(close);
        bool well = number is not null && _at == close;
        _at = close + 1;
        if (well && number >= 1 && number <= _args.Length)
        {
            _argument = number.Value - 1;
            _afterIndex = true;
            return;
        }

        _goodIndex = false;
        _afterIndex = well;
    }

    /// <summary>Reads a number; one that is far too large eats the rest, as Go's does.</summary>
    private int? ReadNumber(int end)
    {
        int? number = null;
        while (_at < end && char.IsAsciiDigit(_format[_at]))
        {
            if (number > WidthLimit)
            {
                _at = end;
                return null;
            }

            number = ((number ?? 0) * 10) + (_format[_at++] - '0');
        }

        return number;
    }

    private int? IntegerArgument()
    {
        if (_argument >= _args.Length)
        {
            return null;
        }

        Value value = _args[_argument++];
        bool fits = value.Kind switch
        {
            GoKind.Int or GoKind.Int8 or GoKind.Int16 or GoKind.Int32 or GoKind.Int64 => true,
            GoKind.Uint or GoKind.Uint8 or GoKind.Uint16 or GoKind.Uint32 or GoKind.Uint64 => value.Bits >= 0,
            _ => false,
        };
        return fits && value.Bits is <= WidthLimit and >= -WidthLimit ? (int)value.Bits : null;
    }

    private void WriteExtra()
    {
        _printer.Write("%!(EXTRA ");
        for (int index = _argument; index < _args.Length; index++)
        {
            if (index > _argument)
            {
                _printer.Write(", ");
            }

            if (_args[index].IsNil)
            {
                _printer.Write("<nil>");
                continue;
            }

            _printer.Write(GoFormat.TypeName(_args[index]));
            _printer.Write('=');
            _printer.PrintArgument(_args[index], 'v');
        }

        _printer.Write(')');
    }
}
