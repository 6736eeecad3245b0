using System.Buffers;

namespace Steersman.Yaml.Outline;

/// <content>Flow collections that begin and end in one line.</content>
internal ref partial struct OutlineReader
{
    private const int DeepestFlow = 16;

    private static readonly SearchValues<char> FlowWord = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_/.-");

    /// <summary>Goes past a collection, to what is behind its bracket.</summary>
    private readonly bool TrySkipFlow(ref int at, int depth)
    {
        bool isMap = _text[at] == '{';
        char end = isMap ? '}' : ']';
        at = SkipSpaces(at + 1);
        if (At(at) == end)
        {
            at++;
            return true;
        }

        while (depth < DeepestFlow)
        {
            if (isMap && !TrySkipFlowKey(ref at))
            {
                return false;
            }

            if (At(at) is '[' or '{' ? !TrySkipFlow(ref at, depth + 1) : !TrySkipFlowScalar(ref at))
            {
                return false;
            }

            at = SkipSpaces(at);
            char c = At(at);
            if (c != end && c != ',')
            {
                return false;
            }

            at++;
            if (c == end)
            {
                return true;
            }

            at = SkipSpaces(at);
        }

        return false;
    }

    private readonly bool TrySkipFlowKey(ref int at)
    {
        int start = at;
        bool isQuoted = At(at) is '"' or '\'';
        if (!TrySkipFlowScalar(ref at) || at - start > LongestKey || At(at) != ':' || !(isQuoted || (IsPlainKey(_text[start..at]) && IsBlankOrEnd(at + 1))))
        {
            return false;
        }

        at = SkipSpaces(at + 1);
        return true;
    }

    /// <summary>A word, or a quoted text without escapes.</summary>
    private readonly bool TrySkipFlowScalar(ref int at)
    {
        char first = At(at);
        if (first is not ('"' or '\''))
        {
            int length = _text[Math.Min(at, _lineEnd).._lineEnd].IndexOfAnyExcept(FlowWord);
            at += length;
            return length > 0 && char.IsAsciiLetterOrDigit(first);
        }

        int quoted = _text[(at + 1).._lineEnd].IndexOfAny(first, '\\');
        at += quoted + 2;
        return quoted >= 0 && _text[at - 1] == first && At(at) != first;
    }

    private readonly char At(int at) => at < _lineEnd ? _text[at] : '\0';
}
