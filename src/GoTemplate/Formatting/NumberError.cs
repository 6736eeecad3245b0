namespace Steersman.GoTemplate.Formatting;

/// <summary>Why Go's <c>strconv</c> refuses a number; the value that it gives besides is the nearest one for <see cref="Range"/>, else zero.</summary>
public enum NumberError
{
    None,
    Syntax,
    Range,
    Base,
    BitSize,
}
