using Steersman.Yaml.Scanning;

namespace Steersman.Yaml.Parsing;

/// <summary>Puts the nodes of a stream's documents on a <see cref="Tape"/>: libyaml's state machine as go-yaml v2 has it (parserc.go), without recursion.</summary>
internal sealed partial class YamlParser
{
    private const string LongTagPrefix = "tag:yaml.org,2002:";

    private readonly YamlScanner _scanner;
    private readonly Tape _tape;
    private readonly Dictionary<string, int> _anchors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _tagDirectives = new(StringComparer.Ordinal);
    private ParserState _state;
    private ParserState[] _states = new ParserState[16];
    private int _stateCount;

    /// <summary>Collections that are open: index on the tape; and for the words of errors, the line where each began.</summary>
    private int[] _open = new int[16];
    private int _openCount;
    private int[] _marks = new int[16];
    private int _markCount;
    private bool _isFirst = true;

    /// <param name="isV3">Errors name the line that go-yaml v3 names: where the construct began, if that is known.</param>
    public YamlParser(string text, Tape tape, bool isV3 = false)
    {
        _scanner = new YamlScanner(text, isV3);
        _tape = tape;
        _ = _scanner.Peek();
        _scanner.Skip();
    }

    /// <summary>Reads the next document onto the tape (its root is node 0), and what follows it up to the next token; false at the end of the stream.</summary>
    /// <exception cref="YamlException">The text is no YAML.</exception>
    public bool ReadDocument()
    {
        _anchors.Clear();
        _tape.Clear();
        if (!StartDocument())
        {
            return false;
        }

        while (Step())
        {
        }

        return true;
    }

    private bool StartDocument()
    {
        TokenKind kind = _scanner.Peek().Kind;
        if (!_isFirst)
        {
            while (kind == TokenKind.DocumentEnd)
            {
                _scanner.Skip();
                kind = _scanner.Peek().Kind;
            }
        }

        if (kind == TokenKind.StreamEnd)
        {
            return false;
        }

        bool isImplicit = _isFirst && kind is not (TokenKind.VersionDirective or TokenKind.TagDirective or TokenKind.DocumentStart);
        _isFirst = false;
        _tagDirectives.Clear();
        if (isImplicit)
        {
            AddDefaultTagDirectives();
            Push(ParserState.DocumentEnd);
            _state = ParserState.BlockNode;
            return true;
        }

        ProcessDirectives();
        ref readonly Token token = ref _scanner.Peek();
        if (token.Kind != TokenKind.DocumentStart)
        {
            Fail("did not find expected <document start>", token.Line, 0);
        }

        Push(ParserState.DocumentEnd);
        _state = ParserState.DocumentContent;
        _scanner.Skip();
        return true;
    }

    private void ProcessDirectives()
    {
        bool hasVersion = false;
        while (true)
        {
            ref readonly Token token = ref _scanner.Peek();
            if (token.Kind == TokenKind.VersionDirective)
            {
                if (hasVersion)
                {
                    Fail("found duplicate %YAML directive", token.Line, 0);
                }

                if (token.Start != 1 || token.Length != 1)
                {
                    Fail("found incompatible YAML document", token.Line, 0);
                }

                hasVersion = true;
            }
            else if (token.Kind == TokenKind.TagDirective)
            {
                if (!_tagDirectives.TryAdd(token.Text!, token.Suffix!))
                {
                    Fail("found duplicate %TAG directive", token.Line, 0);
                }
            }
            else
            {
                AddDefaultTagDirectives();
                return;
            }

            _scanner.Skip();
        }
    }

    private void AddDefaultTagDirectives()
    {
        _tagDirectives.TryAdd("!", "!");
        _tagDirectives.TryAdd("!!", LongTagPrefix);
    }

    /// <summary>One step of the machine; false when the document has ended.</summary>
    private bool Step()
    {
        switch (_state)
        {
            case ParserState.DocumentEnd:
                if (_scanner.Peek().Kind == TokenKind.DocumentEnd)
                {
                    _scanner.Skip();
                }

                return false;
            case ParserState.DocumentContent:
                ParseDocumentContent();
                return true;
            case ParserState.BlockNode:
                ParseNode(isBlock: true, allowIndentless: false);
                return true;
            case ParserState.BlockSequenceFirstEntry:
                StartCollection();
                ParseBlockSequenceEntry();
                return true;
            case ParserState.BlockSequenceEntry:
                ParseBlockSequenceEntry();
                return true;
            case ParserState.IndentlessSequenceEntry:
                ParseIndentlessSequenceEntry();
                return true;
            case ParserState.BlockMappingFirstKey:
                StartCollection();
                ParseBlockMappingKey();
                return true;
            case ParserState.BlockMappingKey:
                ParseBlockMappingKey();
                return true;
            case ParserState.BlockMappingValue:
                ParseBlockMappingValue();
                return true;
            case ParserState.FlowSequenceFirstEntry:
                StartCollection();
                ParseFlowSequenceEntry(isFirst: true);
                return true;
            case ParserState.FlowSequenceEntry:
                ParseFlowSequenceEntry(isFirst: false);
                return true;
            case ParserState.FlowSequenceEntryMappingKey:
                ParseFlowSequenceEntryMappingKey();
                return true;
            case ParserState.FlowSequenceEntryMappingValue:
                ParseFlowSequenceEntryMappingValue();
                return true;
            case ParserState.FlowSequenceEntryMappingEnd:
                _ = _scanner.Peek();
                _state = ParserState.FlowSequenceEntry;
                Close();
                return true;
            case ParserState.FlowMappingFirstKey:
                StartCollection();
                ParseFlowMappingKey(isFirst: true);
                return true;
            case ParserState.FlowMappingKey:
                ParseFlowMappingKey(isFirst: false);
                return true;
            case ParserState.FlowMappingValue:
                ParseFlowMappingValue(isEmpty: false);
                return true;
            default:
                ParseFlowMappingValue(isEmpty: true);
                return true;
        }
    }

    private void ParseDocumentContent()
    {
        ref readonly Token token = ref _scanner.Peek();
        if (token.Kind is TokenKind.VersionDirective or TokenKind.TagDirective or TokenKind.DocumentStart or TokenKind.DocumentEnd or TokenKind.StreamEnd)
        {
            _state = Pop();
            AddEmptyScalar(token.Line);
            return;
        }

        ParseNode(isBlock: true, allowIndentless: false);
    }

    private void Push(ParserState state)
    {
        if (_stateCount == _states.Length)
        {
            Array.Resize(ref _states, _stateCount * 2);
        }

        _states[_stateCount++] = state;
    }

    private ParserState Pop() => _states[--_stateCount];

    private void StartCollection()
    {
        if (_markCount == _marks.Length)
        {
            Array.Resize(ref _marks, _markCount * 2);
        }

        _marks[_markCount++] = _scanner.Peek().Line;
        _scanner.Skip();
    }

    private void Open(NodeKind kind, int line, string? anchor, string? tag, bool isFlow = false)
    {
        CountChild();
        int index = Add(new TapeNode { Kind = kind, Line = line, Tag = tag, IsFlow = isFlow });
        Anchor(anchor, index);
        if (_openCount == _open.Length)
        {
            Array.Resize(ref _open, _openCount * 2);
        }

        _open[_openCount++] = index;
        if (_openCount > YamlLimits.MaxDepth)
        {
            Fail($"exceeded max depth of {YamlLimits.MaxDepth}", line, 0);
        }
    }

    private int Add(in TapeNode node)
    {
        if (_tape.Count == YamlLimits.MaxNodes)
        {
            Fail($"exceeded max nodes of {YamlLimits.MaxNodes}", node.Line, 0);
        }

        return _tape.Add(node);
    }

    private void Close() => _tape[_open[--_openCount]].End = _tape.Count;

    private void AddScalar(in TapeNode node, string? anchor)
    {
        CountChild();
        int index = Add(node);
        _tape[index].End = index + 1;
        Anchor(anchor, index);
    }

    private void AddEmptyScalar(int line) => AddScalar(new TapeNode { Kind = NodeKind.Scalar, IsImplicit = true, Line = line, Text = "" }, anchor: null);

    private void CountChild()
    {
        if (_openCount > 0)
        {
            _tape[_open[_openCount - 1]].Length++;
        }
    }

    private void Anchor(string? name, int index)
    {
        if (name is not null)
        {
            _anchors[name] = index;
        }
    }

    [System.Diagnostics.CodeAnalysis.DoesNotReturn]
    private void Fail(string problem, int line, int contextLine) => _scanner.Fail(problem, line, contextLine, isScanner: false);
}
