namespace Steersman.Helm.Decoding;

/// <summary>Go's <c>base64.StdEncoding</c>: padding is required, line ends are skipped.</summary>
internal static class GoBase64
{
    /// <summary>The bytes that the text stands for.</summary>
    /// <exception cref="HelmException">It is no base64; the text names the first offending byte as Go does.</exception>
    public static byte[] Decode(string text)
    {
        byte[] bytes = new byte[(text.Length / 4 * 3) + 3];
        int written = 0;
        int quantum = 0;
        int digits = 0;
        for (int at = 0; at < text.Length; at++)
        {
            char character = text[at];
            if (character is '\r' or '\n')
            {
                continue;
            }

            if (character == '=')
            {
                CheckPadding(text, at, digits);
                break;
            }

            int digit = Digit(character);
            if (digit < 0)
            {
                throw Illegal(at);
            }

            quantum = (quantum << 6) | digit;
            if (++digits == 4)
            {
                bytes[written++] = (byte)(quantum >> 16);
                bytes[written++] = (byte)(quantum >> 8);
                bytes[written++] = (byte)quantum;
                (quantum, digits) = (0, 0);
            }
            else if (!HasMore(text, at + 1))
            {
                throw Illegal(at + 1 - digits);
            }
        }

        if (digits >= 2)
        {
            quantum <<= 6 * (4 - digits);
            bytes[written++] = (byte)(quantum >> 16);
            if (digits == 3)
            {
                bytes[written++] = (byte)(quantum >> 8);
            }
        }

        return bytes[..written];
    }

    private static void CheckPadding(string text, int at, int digits)
    {
        if (digits < 2)
        {
            throw Illegal(at);
        }

        int next = SkipLineEnds(text, at + 1);
        if (digits == 2)
        {
            if (next == text.Length)
            {
                throw Illegal(text.Length);
            }

            if (text[next] != '=')
            {
                throw Illegal(next);
            }

            next = SkipLineEnds(text, next + 1);
        }

        if (next < text.Length)
        {
            throw Illegal(next);
        }
    }

    private static bool HasMore(string text, int at) => SkipLineEnds(text, at) < text.Length;

    private static int SkipLineEnds(string text, int at)
    {
        while (at < text.Length && text[at] is '\r' or '\n')
        {
            at++;
        }

        return at;
    }

    private static int Digit(char character) => character switch
    {
        >= 'A' and <= 'Z' => character - 'A',
        >= 'a' and <= 'z' => character - 'a' + 26,
        >= '0' and <= '9' => character - '0' + 52,
        '+' => 62,
        '/' => 63,
        _ => -1,
    };

    private static HelmException Illegal(int at) => new($"illegal base64 data at input byte {at}");
}
