namespace Steersman.Cel.Lexing;

/// <summary>Finds string and bytes literals: <c>STRING</c> and <c>BYTES</c> of CEL.g4.</summary>
internal sealed class StringScanner(CelSource source)
{
    /// <summary>The literal at a place, with length 0 where there is none and the place where the last form of it failed.</summary>
    public (TokenKind Kind, int Length, int FailedAt) Scan(int start)
    {
        int index = start;
        TokenKind kind = TokenKind.String;
        if (source[index] is 'b' or 'B')
        {
            kind = TokenKind.Bytes;
            index++;
        }

        bool isRaw = source[index] is 'r' or 'R';
        index += isRaw ? 1 : 0;
        int quote = source[index];
        if (quote is not ('"' or '\''))
        {
            return (kind, 0, index);
        }

        if (source[index + 1] == quote && source[index + 2] == quote && Long(index + 3, quote, isRaw) is var end and >= 0)
        {
            return (kind, end - start, 0);
        }

        (end, bool isClosed) = Short(index + 1, quote, isRaw);
        return isClosed ? (kind, end + 1 - start, 0) : (kind, 0, end);
    }

    private static bool IsHex(int c) => c is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F');

    private static bool IsOctal(int c) => c is >= '0' and <= '7';

    /// <summary>The end of a literal in three quotes, or -1 where it has none.</summary>
    private int Long(int index, int quote, bool isRaw)
    {
        while (index < source.Length)
        {
            if (source[index] == quote && source[index + 1] == quote && source[index + 2] == quote)
            {
                return index + 3;
            }

            if (!isRaw && source[index] == '\\')
            {
                (index, bool isEscape) = Escape(index);
                if (!isEscape)
                {
                    return -1;
                }

                continue;
            }

            index++;
        }

        return -1;
    }

    private (int End, bool IsClosed) Short(int index, int quote, bool isRaw)
    {
        while (true)
        {
            int c = source[index];
            if (c == quote)
            {
                return (index, true);
            }

            if (c is -1 or '\n' or '\r')
            {
                return (index, false);
            }

            if (!isRaw && c == '\\')
            {
                (index, bool isEscape) = Escape(index);
                if (!isEscape)
                {
                    return (index, false);
                }

                continue;
            }

            index++;
        }
    }

    /// <summary>The end of an escape sequence, or the place where it fails.</summary>
    private (int Index, bool IsEscape) Escape(int index)
    {
        switch (source[index + 1])
        {
            case 'a' or 'b' or 'f' or 'n' or 'r' or 't' or 'v' or '"' or '\'' or '\\' or '?' or '`':
                return (index + 2, true);
            case >= '0' and <= '3':
                return Run(index + 2, 2, IsOctal);
            case 'x' or 'X':
                return Run(index + 2, 2, IsHex);
            case 'u':
                return Run(index + 2, 4, IsHex);
            case 'U':
                return Run(index + 2, 8, IsHex);
            default:
                return (index + 1, false);
        }
    }

    private (int Index, bool IsEscape) Run(int index, int count, Func<int, bool> isDigit)
    {
        for (int left = count; left > 0; left--)
        {
            if (!isDigit(source[index]))
            {
                return (index, false);
            }

            index++;
        }

        return (index, true);
    }
}
