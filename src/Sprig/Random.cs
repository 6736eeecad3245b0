using System.Buffers.Binary;
using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Values;
using static Steersman.Sprig.Define;

namespace Steersman.Sprig;

/// <summary>Sprig's functions without a fixed result, all from the randomness of the execution.</summary>
internal static class Random
{
    private const string Digits = "0123456789";
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private static readonly string Ascii = string.Concat(Enumerable.Range(32, 95).Select(static code => (char)code));

    public static IEnumerable<FunctionDescriptor> Functions =>
    [
        Of("randAlphaNum", static (frame, args) => Text(frame, args[0].Bits, Digits + Letters), I),
        Of("randAlpha", static (frame, args) => Text(frame, args[0].Bits, Letters), I),
        Of("randNumeric", static (frame, args) => Text(frame, args[0].Bits, Digits), I),
        Of("randAscii", static (frame, args) => Text(frame, args[0].Bits, Ascii), I),
        Of("randBytes", Bytes, I),
        Of("randInt", static (frame, args) => Value.FromInt(Between(frame, args[0].Bits, args[1].Bits)), I, I),
        Of("shuffle", static (frame, args) => Value.FromString(Shuffle(frame, args[0].Text())), S),
        Of("uuidv4", static (frame, _) => Value.FromString(Uuid(frame))),
    ];

    /// <summary>An even number below a bound.</summary>
    private static ulong Below(Frame frame, ulong bound)
    {
        frame.CheckStop();
        Span<byte> bytes = stackalloc byte[8];
        ulong unfair = ulong.MaxValue - (ulong.MaxValue % bound);
        ulong number;
        do
        {
            frame.Services.Random(bytes);
            number = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        }
        while (number >= unfair);

        return number % bound;
    }

    /// <summary>A text of characters of an alphabet; goutils gives "" for a negative length.</summary>
    private static Value Text(Frame frame, long count, string alphabet)
    {
        if (count <= 0)
        {
            return Value.FromString("");
        }

        ArgumentValues.ThrowIfTooLong(count, sizeof(int));
        frame.ChargeText(count);
        char[] text = new char[count];
        for (int index = 0; index < text.Length; index++)
        {
            text[index] = alphabet[(int)Below(frame, (ulong)alphabet.Length)];
        }

        return Value.FromString(new string(text));
    }

    private static Value Bytes(Frame frame, ReadOnlySpan<Value> args)
    {
        if (args[0].Bits < 0)
        {
            throw new FunctionException("runtime error: makeslice: len out of range");
        }

        ArgumentValues.ThrowIfTooLong(args[0].Bits, 1);
        frame.ChargeText(args[0].Bits);
        byte[] bytes = new byte[args[0].Bits];
        frame.Services.Random(bytes);
        return Value.FromString(GoBase64.Standard.Encode(bytes));
    }

    private static long Between(Frame frame, long min, long max)
    {
        long width = unchecked(max - min);
        return width > 0 ? min + (long)Below(frame, (ulong)width) : throw new FunctionException("invalid argument to Intn");
    }

    private static string Shuffle(Frame frame, string text)
    {
        int[] runes = Runes.Of(text);
        for (int index = runes.Length - 1; index > 0; index--)
        {
            int other = (int)Below(frame, (ulong)index + 1);
            (runes[index], runes[other]) = (runes[other], runes[index]);
        }

        return Runes.Map(Runes.ToText(runes), static rune => rune);
    }

    private static string Uuid(Frame frame)
    {
        byte[] bytes = new byte[16];
        frame.Services.Random(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }
}
