using System.Buffers;
using System.Runtime.CompilerServices;

namespace Steersman.Yaml.Scanning;

/// <summary>libyaml's classes of characters.</summary>
internal static class YamlChars
{
    public static readonly SearchValues<char> Breaks = SearchValues.Create("\n\r\u0085\u2028\u2029");

    /// <summary>Where a plain scalar in block context may stop.</summary>
    public static readonly SearchValues<char> PlainStopsInBlock = SearchValues.Create(": \t\n\r\u0085\u2028\u2029");

    /// <summary>Where a plain scalar in flow context may stop.</summary>
    public static readonly SearchValues<char> PlainStopsInFlow = SearchValues.Create(":,?[]{} \t\n\r\u0085\u2028\u2029");

    public static readonly SearchValues<char> SingleQuotedStops = SearchValues.Create("'\n\r\u0085\u2028\u2029");

    public static readonly SearchValues<char> DoubleQuotedStops = SearchValues.Create("\"\\\n\r\u0085\u2028\u2029");

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsBreak(char c) => c <= '\r' ? c is '\n' or '\r' : c is '\u0085' or '\u2028' or '\u2029';

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsBlank(char c) => c is ' ' or '\t';

    /// <summary>A break, or the end of the text (which reads as NUL).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsBreakOrEnd(char c) => c == '\0' || IsBreak(c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsBlankOrEnd(char c) => c is ' ' or '\t' or '\0' || IsBreak(c);

    public static bool IsAlpha(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-';

    /// <summary>Characters that may stand in a tag besides letters and digits.</summary>
    public static bool IsUri(char c) => IsAlpha(c) || c is ';' or '/' or '?' or ':' or '@' or '&' or '=' or '+' or '$' or ',' or '.' or '!' or '~' or '*' or '\'' or '(' or ')' or '[' or ']' or '%';
}
