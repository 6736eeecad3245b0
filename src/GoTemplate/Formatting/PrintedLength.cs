using Steersman.GoTemplate.Execution;

namespace Steersman.GoTemplate.Formatting;

/// <summary>How long one value may become as a text: maps that hold one map many times, or one long text, would be written without end.</summary>
public static class PrintedLength
{
    /// <summary>UTF-16 units.</summary>
    public const int Limit = 1 << 25;

    /// <summary>Checks what is written so far, before the next element.</summary>
    /// <exception cref="LimitException">It is more than <see cref="Limit"/>.</exception>
    public static void Check(long length)
    {
        if (length > Limit)
        {
            throw new LimitException($"a value takes more than {Limit} characters as a text");
        }
    }
}
