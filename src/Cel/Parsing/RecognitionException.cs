namespace Steersman.Cel.Parsing;

/// <summary>A rule of the grammar cannot go on here; the rule reports it and skips to what may follow it.</summary>
/// <param name="offset">The place of the offending token.</param>
/// <param name="message">What the syntax error says.</param>
internal sealed class RecognitionException(int offset, string message) : Exception(message)
{
    public int Offset => offset;
}
