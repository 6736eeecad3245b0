using System.Runtime.CompilerServices;

namespace Steersman.Helm.PostRendering;

/// <summary>Reads collections in flow style that stand on one line.</summary>
internal sealed class FlowLayoutReader(string text)
{
    private int _at;

    /// <summary>The collection at the start of the text; behind it nothing but a comment may follow.</summary>
    /// <exception cref="LayoutException">It is of another form.</exception>
    public static LayoutNode Read(string text)
    {
        FlowLayoutReader reader = new(text);
        LayoutNode node = reader.ReadNode();
        return reader._at == text.Length ? node : throw new LayoutException("text behind a flow collection");
    }

    private LayoutNode ReadNode()
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        SkipBlanks();
        return Peek() switch
        {
            '{' => ReadCollection(LayoutKind.Mapping, '}'),
            '[' => ReadCollection(LayoutKind.Sequence, ']'),
            _ => new LayoutNode(LayoutKind.Scalar) { Text = ReadScalar() },
        };
    }

    private LayoutNode ReadCollection(LayoutKind kind, char end)
    {
        LayoutNode node = new(kind) { IsFlow = true };
        _at++;
        SkipBlanks();
        while (Peek() != end)
        {
            string key = "";
            if (kind is LayoutKind.Mapping)
            {
                key = ReadScalar();
                SkipBlanks();
                Take(':');
            }

            node.Entries.Add(new LayoutEntry(key, ReadNode(), []));
            SkipBlanks();
            if (Peek() != end)
            {
                Take(',');
                SkipBlanks();
            }
        }

        _at++;
        return node;
    }

    private string ReadScalar()
    {
        int start = _at;
        char first = Peek();
        if (first is '"' or '\'')
        {
            _at = QuotedText.End(text, _at);
            return text[start.._at];
        }

        if (first is '&' or '!' or '?' or '|' or '>' or '#' or ',' or ':')
        {
            throw new LayoutException("a flow scalar with properties");
        }

        while (_at < text.Length && text[_at] is not (',' or '}' or ']' or '{' or '[' or '#') && !(text[_at] == ':' && (_at + 1 == text.Length || text[_at + 1] is ' ' or ',' or '}' or ']')))
        {
            _at++;
        }

        return text[start.._at].TrimEnd();
    }

    private char Peek() => _at < text.Length ? text[_at] : throw new LayoutException("a flow collection over several lines");

    private void Take(char expected)
    {
        if (Peek() != expected)
        {
            throw new LayoutException("a flow collection");
        }

        _at++;
    }

    private void SkipBlanks()
    {
        while (_at < text.Length && text[_at] == ' ')
        {
            _at++;
        }
    }
}
