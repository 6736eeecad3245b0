namespace Steersman.Regex.Syntax;

// Groups: ( ), (?: ), (?P<name> ), (?flags).
internal partial class RegexParser
{
    private void ParseOpening()
    {
        if (_text.Peek(1) == '?')
        {
            ParsePerlGroup();
            return;
        }

        _text.At++;
        Open(capture: true, "");
    }

    private void Open(bool capture, string name)
    {
        int number = 0;
        if (capture)
        {
            number = _names.Count;
            _names.Add(name);
        }

        _groups.Push(_group);
        _group = new GroupFrame(_flags, number);
    }

    private void ParseClosing()
    {
        EndBranch();
        if (_groups.Count == 0)
        {
            throw RegexSyntaxException.Of(SyntaxErrors.UnexpectedParen, _text.Pattern);
        }

        _text.At++;
        Node inside = TakeBranches();
        (int capture, _flags) = (_group.Capture, _group.OuterFlags);
        _group = _groups.Pop();
        Push(capture == 0 ? inside : Node.Capture(capture, inside));
    }

    // (?flags), (?flags:...), (?P<name>...), (?<name>...)
    private void ParsePerlGroup()
    {
        int start = _text.At;
        bool isPythonName = _text.StartsWith("(?P<") && _text.Rest.Length > 4;
        if (isPythonName || (_text.StartsWith("(?<") && _text.Rest.Length > 3))
        {
            ParseNamedGroup(isPythonName ? 4 : 3);
            return;
        }

        _text.At += 2;
        SyntaxFlags flags = _flags;
        bool isNegative = false;
        bool sawFlag = false;
        while (!_text.IsAtEnd)
        {
            int rune = _text.Next();
            SyntaxFlags? flag = rune switch
            {
                'i' => SyntaxFlags.FoldCase,
                'm' => SyntaxFlags.OneLine,
                's' => SyntaxFlags.DotNewline,
                'U' => SyntaxFlags.NonGreedy,
                _ => null,
            };
            if (flag is { } known)
            {
                // "m" alone takes OneLine away.
                bool isSet = isNegative == (known == SyntaxFlags.OneLine);
                flags = isSet ? flags | known : flags & ~known;
                sawFlag = true;
            }
            else if (rune == '-' && !isNegative)
            {
                isNegative = true;
                sawFlag = false;
            }
            else if (rune is ':' or ')' && (!isNegative || sawFlag))
            {
                if (rune == ':')
                {
                    Open(capture: false, "");
                }

                _flags = flags;
                return;
            }
            else
            {
                break;
            }
        }

        throw RegexSyntaxException.Of(SyntaxErrors.InvalidPerlOp, _text.From(start));
    }

    private void ParseNamedGroup(int nameStart)
    {
        ReadOnlySpan<char> rest = _text.Rest;
        int end = rest.IndexOf('>');
        if (end < 0)
        {
            PatternText.CheckUtf8(rest);
            throw RegexSyntaxException.Of(SyntaxErrors.InvalidNamedCapture, rest);
        }

        ReadOnlySpan<char> name = rest[nameStart..end];
        PatternText.CheckUtf8(name);
        if (name.IsEmpty || name.ContainsAnyExcept(CharacterSets.Word))
        {
            throw RegexSyntaxException.Of(SyntaxErrors.InvalidNamedCapture, rest[..(end + 1)]);
        }

        _text.At += end + 1;
        Open(capture: true, name.ToString());
    }
}
