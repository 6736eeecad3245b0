namespace Steersman.Regex.Syntax;

/// <summary>Parses RE2 syntax with the Perl extensions that Go's <c>regexp</c> has, and refuses what Go refuses in its words.</summary>
/// <remarks>The rules are those of Go's <c>regexp/syntax/parse.go</c>. Groups are kept on a stack of their own, so that nesting costs no thread stack.</remarks>
internal sealed partial class RegexParser
{
    private const int MaxRepeat = 1000;
    private const int MaxHeight = 1000;
    private const long MaxSize = (128 << 20) / 40;
    private const long MaxRunes = (128 << 20) / 4;

    private readonly Stack<GroupFrame> _groups = [];
    private readonly List<string> _names = [""];
    private PatternText _text;
    private SyntaxFlags _flags = SyntaxFlags.OneLine;
    private GroupFrame _group = new(SyntaxFlags.OneLine, 0);
    private long _runes;

    private RegexParser(string pattern) => _text = new PatternText(pattern);

    /// <summary>The expression, and the names of its captures by number, "" for unnamed ones and for the whole.</summary>
    /// <exception cref="RegexSyntaxException">The pattern is none.</exception>
    public static (Node Root, string[] Names) Parse(string pattern)
    {
        RegexParser parser = new(pattern);
        Node root = parser.ParseAll();
        return (root, [.. parser._names]);
    }

    private Node ParseAll()
    {
        int lastRepeat = -1;
        while (!_text.IsAtEnd)
        {
            int repeat = -1;
            switch (_text.Current)
            {
                case '(':
                    ParseOpening();
                    break;
                case ')':
                    ParseClosing();
                    break;
                case '|':
                    _text.At++;
                    EndBranch();
                    break;
                case '^':
                    _text.At++;
                    Push(Node.Of((_flags & SyntaxFlags.OneLine) != SyntaxFlags.None ? NodeKind.BeginText : NodeKind.BeginLine));
                    break;
                case '$':
                    _text.At++;
                    Push(Node.Of((_flags & SyntaxFlags.OneLine) != SyntaxFlags.None ? NodeKind.EndText : NodeKind.EndLine));
                    break;
                case '.':
                    _text.At++;
                    Push(Node.Of((_flags & SyntaxFlags.DotNewline) != SyntaxFlags.None ? NodeKind.Any : NodeKind.AnyNotNewline));
                    break;
                case '[':
                    Push(Node.Class(ClassParser.ParseBrackets(ref _text, _flags)));
                    break;
                case '*' or '+' or '?':
                    repeat = _text.At;
                    ParseRepeatSign(lastRepeat);
                    break;
                case '{':
                    repeat = ParseCounts(lastRepeat);
                    break;
                case '\\':
                    ParseBackslash();
                    break;
                default:
                    PushLiteral(_text.Next());
                    break;
            }

            lastRepeat = repeat;
        }

        EndBranch();
        if (_groups.Count > 0)
        {
            throw RegexSyntaxException.Of(SyntaxErrors.MissingParen, _text.Pattern);
        }

        return TakeBranches();
    }

    private void ParseRepeatSign(int lastRepeat)
    {
        int start = _text.At;
        NodeKind kind = _text.Current switch
        {
            '*' => NodeKind.Star,
            '+' => NodeKind.Plus,
            _ => NodeKind.Quest,
        };
        _text.At++;
        Repeat(kind, 0, 0, start, lastRepeat);
    }

    // Returns where the repetition began, or -1 where the brace is a literal.
    private int ParseCounts(int lastRepeat)
    {
        int start = _text.At;
        if (!RepeatCounts.TryRead(ref _text, out int min, out int max))
        {
            _text.At = start + 1;
            PushLiteral('{');
            return -1;
        }

        if (min is < 0 or > MaxRepeat || max > MaxRepeat || (max >= 0 && min > max))
        {
            throw RegexSyntaxException.Of(SyntaxErrors.InvalidRepeatSize, _text.From(start));
        }

        Repeat(NodeKind.Repeat, min, max, start, lastRepeat);
        return start;
    }

    private void Repeat(NodeKind kind, int min, int max, int start, int lastRepeat)
    {
        SyntaxFlags flags = _flags;
        if (_text.Peek(0) == '?')
        {
            _text.At++;
            flags ^= SyntaxFlags.NonGreedy;
        }

        if (lastRepeat >= 0)
        {
            throw RegexSyntaxException.Of(SyntaxErrors.InvalidRepeatOp, _text.From(lastRepeat));
        }

        List<Node> parts = _group.Parts;
        if (parts.Count == 0)
        {
            throw RegexSyntaxException.Of(SyntaxErrors.MissingRepeatArgument, _text.From(start));
        }

        Node repeat = Node.Repeat(kind, flags, min, max, parts[^1]);
        CheckLimits(repeat);
        if (kind == NodeKind.Repeat && (min >= 2 || max >= 2) && !RepeatCounts.IsWithin(repeat, MaxRepeat))
        {
            throw RegexSyntaxException.Of(SyntaxErrors.InvalidRepeatSize, _text.From(start));
        }

        parts[^1] = repeat;
    }

    private void ParseBackslash()
    {
        switch (_text.Peek(1))
        {
            case 'A':
                PushEscape(NodeKind.BeginText);
                return;
            case 'z':
                PushEscape(NodeKind.EndText);
                return;
            case 'b':
                PushEscape(NodeKind.WordBoundary);
                return;
            case 'B':
                PushEscape(NodeKind.NoWordBoundary);
                return;
            case 'C':
                throw RegexSyntaxException.Of(SyntaxErrors.InvalidEscape, _text.Rest[..2]);
            case 'Q':
                ParseQuoted();
                return;
            default:
                break;
        }

        RuneRanges ranges = new();
        if (ClassParser.TryParseEscapedClass(ref _text, _flags, ranges))
        {
            Push(Node.Class(ranges.ToClass()));
            return;
        }

        PushLiteral(EscapeParser.Parse(ref _text));
    }

    private void PushEscape(NodeKind kind)
    {
        _text.At += 2;
        Push(Node.Of(kind));
    }

    private void ParseQuoted()
    {
        _text.At += 2;
        int length = _text.Rest.IndexOf("\\E", StringComparison.Ordinal);
        int end = length < 0 ? _text.Pattern.Length : _text.At + length;
        // Only the quoted part is named by an error in it.
        PatternText.CheckUtf8(_text.Pattern.AsSpan(_text.At..end));
        while (_text.At < end)
        {
            PushLiteral(_text.Next());
        }

        _text.At = Math.Min(end + 2, _text.Pattern.Length);
    }

    private void PushLiteral(int rune)
    {
        bool isFolded = (_flags & SyntaxFlags.FoldCase) != SyntaxFlags.None;
        Push(Node.Literal([isFolded ? CaseFolding.Smallest(rune) : rune], isFolded));
    }

    private void Push(Node node)
    {
        _runes += node.Runes.Length;
        CheckLimits(node);
        _group.Parts.Add(node);
    }

    private void EndBranch()
    {
        Node branch = _group.Parts.Count == 0 ? Node.Of(NodeKind.Empty) : Node.Concat(Literals.Join(_group.Parts));
        CheckLimits(branch);
        _group.Parts.Clear();
        Alternation.Add(_group.Branches, branch);
    }

    private Node TakeBranches()
    {
        Node node = Alternation.Of(_group.Branches);
        CheckLimits(node);
        return node;
    }

    private void CheckLimits(Node node)
    {
        if (node.Size > MaxSize || _runes > MaxRunes)
        {
            throw RegexSyntaxException.Of(SyntaxErrors.Large, _text.Pattern);
        }

        if (node.Height > MaxHeight)
        {
            throw RegexSyntaxException.Of(SyntaxErrors.NestingDepth, _text.Pattern);
        }
    }
}
