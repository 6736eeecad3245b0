using System.Runtime.CompilerServices;

namespace Steersman.Helm.PostRendering;

/// <summary>Reads the layout of a document in block style, line by line. The document is known to be valid YAML.</summary>
internal sealed class BlockLayoutReader
{
    private readonly string[] _lines;
    private int _at;

    private BlockLayoutReader(string text)
    {
        _lines = text.Split('\n');
    }

    /// <summary>The root of a document.</summary>
    /// <param name="text">The document with line feeds alone.</param>
    /// <exception cref="LayoutException">It uses a form whose layout is not kept.</exception>
    public static LayoutNode Read(string text)
    {
        if (text.AsSpan().ContainsAny('\t', '\r') || text.StartsWith('%') || text.StartsWith("---", StringComparison.Ordinal) || text.Contains("\n...", StringComparison.Ordinal))
        {
            throw new LayoutException("tabs and document markers");
        }

        BlockLayoutReader reader = new(text);
        reader.SkipTo(out IReadOnlyList<string> comments);
        LayoutNode root = reader.Content() is { Length: > 0 } content && content[0] == '{' ? reader.ReadFlowLine(content) : reader.ReadBlock(0);
        if (root.Entries.Count > 0 && comments.Count > 0)
        {
            root.Entries[0] = root.Entries[0] with { Comments = comments };
        }

        reader.SkipTo(out IReadOnlyList<string> trailing);
        return reader._at == reader._lines.Length && trailing.Count == 0 ? root : throw new LayoutException("comments at the end");
    }

    private LayoutNode ReadFlowLine(string content)
    {
        _at++;
        return FlowLayoutReader.Read(content);
    }

    private LayoutNode ReadBlock(int column)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return IsItem(Content()) ? ReadSequence(column) : ReadMapping(column);
    }

    private LayoutNode ReadMapping(int column, string comment = "")
    {
        LayoutNode mapping = new(LayoutKind.Mapping) { Comment = comment };
        while (Next(column, out IReadOnlyList<string> comments) && !IsItem(Content()))
        {
            string content = Content();
            int colon = KeyEnd(content);
            mapping.Entries.Add(new LayoutEntry(content[..colon], ReadValue(content[(colon + 1)..].Trim(' '), column, isMapping: true), comments));
        }

        return mapping;
    }

    private LayoutNode ReadSequence(int column, string comment = "")
    {
        LayoutNode sequence = new(LayoutKind.Sequence) { Comment = comment };
        while (Next(column, out IReadOnlyList<string> comments) && IsItem(Content()))
        {
            string content = Content();
            string rest = content[1..].TrimStart(' ');
            bool isBlock = rest.Length > 0 && (IsItem(rest) || (rest[0] is not ('{' or '[' or '|' or '>' or '#') && HasKey(rest)));
            if (isBlock)
            {
                int inner = column + content.Length - rest.Length;
                _lines[_at] = new string(' ', inner) + rest;
                sequence.Entries.Add(new LayoutEntry("", ReadBlock(inner), comments));
            }
            else
            {
                sequence.Entries.Add(new LayoutEntry("", ReadValue(rest.TrimEnd(' '), column, isMapping: false), comments));
            }
        }

        return sequence;
    }

    /// <summary>Reads a value whose first line is <paramref name="text"/>, the rest of the current line.</summary>
    private LayoutNode ReadValue(string text, int column, bool isMapping)
    {
        _at++;
        if (text.Length == 0 || text[0] == '#')
        {
            return ReadBelow(text, column, isMapping);
        }

        switch (text[0])
        {
            case '|' or '>':
                return ReadBlockScalar(text, column);
            case '{' or '[':
                return FlowLayoutReader.Read(text);
            case '&' or '!' or '?':
                throw new LayoutException("anchors and tags");
            case '"' or '\'' when text[QuotedText.End(text, 0)..].TrimStart(' ') is { Length: > 0 } rest && rest[0] != '#':
                throw new LayoutException("text behind a quoted scalar");
        }

        int after = _at;
        while (after < _lines.Length && _lines[after].Trim().Length == 0)
        {
            after++;
        }

        return after < _lines.Length && Indentation(_lines[after]) > column && !_lines[after].AsSpan().TrimStart(' ').StartsWith("#")
            ? throw new LayoutException("a plain scalar over several lines")
            : new LayoutNode(LayoutKind.Scalar) { Text = text };
    }

    private LayoutNode ReadBelow(string comment, int column, bool isMapping)
    {
        int start = _at;
        SkipTo(out IReadOnlyList<string> comments);
        if (_at < _lines.Length)
        {
            int below = Indentation(_lines[_at]);
            bool isItem = IsItem(Content());
            if (below > column || (below == column && isItem && isMapping))
            {
                if (!isItem && !HasKey(Content()))
                {
                    throw new LayoutException("a scalar on a line of its own");
                }

                LayoutNode node = isItem ? ReadSequence(below, comment) : ReadMapping(below, comment);
                node.Entries[0] = node.Entries[0] with { Comments = comments };
                return node;
            }
        }

        _at = start;
        return new LayoutNode(LayoutKind.Scalar) { Text = comment };
    }

    private LayoutNode ReadBlockScalar(string header, int column)
    {
        if (header.AsSpan(1).ContainsAnyInRange('0', '9') || header.Contains('+'))
        {
            throw new LayoutException("a block scalar with indicators");
        }

        List<string> lines = [];
        int indentation = -1;
        for (; _at < _lines.Length; _at++)
        {
            string line = _lines[_at];
            bool isBlank = line.AsSpan().TrimEnd(' ').IsEmpty;
            if (!isBlank && Indentation(line) <= column)
            {
                break;
            }

            indentation = indentation < 0 && !isBlank ? Indentation(line) : indentation;
            if (isBlank ? line.Length > Math.Max(indentation, 0) : Indentation(line) < indentation)
            {
                throw new LayoutException("a block scalar with blanks");
            }

            lines.Add(isBlank ? "" : line[indentation..]);
        }

        while (lines.Count > 0 && lines[^1].Length == 0)
        {
            lines.RemoveAt(lines.Count - 1);
        }

        return lines.Count > 0 && lines[0].Length > 0 ? new LayoutNode(LayoutKind.Scalar) { Text = header, BlockLines = lines } : throw new LayoutException("a block scalar that starts blank");
    }

    /// <summary>Goes to the next line with content; false where it is not at the column. Comments above a line further out are left to it.</summary>
    private bool Next(int column, out IReadOnlyList<string> comments)
    {
        int start = _at;
        SkipTo(out comments);
        if (_at < _lines.Length && Indentation(_lines[_at]) == column)
        {
            return true;
        }

        if (_at < _lines.Length && Indentation(_lines[_at]) > column)
        {
            throw new LayoutException("an unexpected indentation");
        }

        _at = start;
        return false;
    }

    private void SkipTo(out IReadOnlyList<string> comments)
    {
        List<string> found = [];
        for (; _at < _lines.Length; _at++)
        {
            string line = _lines[_at].Trim(' ');
            if (line.Length > 0 && line[0] != '#')
            {
                break;
            }

            if (line.Length > 0)
            {
                found.Add(line);
            }
        }

        comments = found;
    }

    private string Content() => _at < _lines.Length ? _lines[_at].TrimStart(' ') : "";

    private static int Indentation(string line) => line.Length - line.AsSpan().TrimStart(' ').Length;

    private static bool IsItem(string content) => content.Length > 0 && content[0] == '-' && (content.Length == 1 || content[1] == ' ');

    private static bool HasKey(string content) => TryKeyEnd(content) >= 0;

    private static int KeyEnd(string content)
    {
        int end = TryKeyEnd(content);
        return end >= 0 ? end : throw new LayoutException("an entry without a key");
    }

    private static int TryKeyEnd(string content)
    {
        if (content.Length == 0 || content[0] is '?' or '&' or '!' or '{' or '[')
        {
            return -1;
        }

        int from = content[0] is '"' or '\'' ? QuotedText.End(content, 0) : 0;
        if (from > 0)
        {
            return from < content.Length && content[from] == ':' ? from : -1;
        }

        for (int at = 0; at < content.Length; at++)
        {
            if (content[at] == ':' && (at + 1 == content.Length || content[at + 1] == ' '))
            {
                return at;
            }

            if (content[at] == '#' && at > 0 && content[at - 1] == ' ')
            {
                return -1;
            }
        }

        return -1;
    }
}
