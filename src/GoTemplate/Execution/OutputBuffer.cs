using System.Buffers;

namespace Steersman.GoTemplate.Execution;

/// <summary>The text written so far, of all templates that are being executed: an included one is cut off its end.</summary>
internal sealed class OutputBuffer(long limit)
{
    private const int Start = 4096;

    private char[] _text = ArrayPool<char>.Shared.Rent(Start);
    private long _written;

    public int Length { get; private set; }

    public void Append(ReadOnlySpan<char> text)
    {
        text.CopyTo(Reserve(text.Length));
        Length += text.Length;
    }

    public void Append(long number)
    {
        const int Longest = 20;
        number.TryFormat(Reserve(Longest), out int written, provider: System.Globalization.CultureInfo.InvariantCulture);
        Length += written;
    }

    /// <summary>Takes the text from <paramref name="mark"/> on out of the buffer; it is <paramref name="expected"/> itself where it is the same.</summary>
    public string Cut(int mark, string? expected)
    {
        ReadOnlySpan<char> text = _text.AsSpan(mark, Length - mark);
        Length = mark;
        return expected is not null && text.SequenceEqual(expected) ? expected : text.ToString();
    }

    public void Release()
    {
        ArrayPool<char>.Shared.Return(_text);
        _text = [];
        Length = 0;
    }

    private Span<char> Reserve(int length)
    {
        if ((_written += length) > limit)
        {
            throw new LimitException($"the templates wrote more than {limit} characters");
        }

        if (_text.Length - Length < length)
        {
            char[] larger = ArrayPool<char>.Shared.Rent(checked(Math.Max(_text.Length * 2, Length + length)));
            _text.AsSpan(0, Length).CopyTo(larger);
            ArrayPool<char>.Shared.Return(_text);
            _text = larger;
        }

        return _text.AsSpan(Length);
    }
}
