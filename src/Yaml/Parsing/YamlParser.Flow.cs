using Steersman.Yaml.Scanning;

namespace Steersman.Yaml.Parsing;

// Productions of flow collections.
internal partial class YamlParser
{
    private void ParseFlowSequenceEntry(bool isFirst)
    {
        TokenKind kind = _scanner.Peek().Kind;
        if (kind != TokenKind.FlowSequenceEnd)
        {
            if (!isFirst)
            {
                if (kind != TokenKind.FlowEntry)
                {
                    Fail("did not find expected ',' or ']'", _scanner.Peek().Line, _marks[_markCount - 1]);
                }

                kind = NextKind();
            }

            if (kind == TokenKind.Key)
            {
                _state = ParserState.FlowSequenceEntryMappingKey;
                Open(NodeKind.Mapping, _scanner.Peek().Line, anchor: null, tag: null, isFlow: true);
                _scanner.Skip();
                return;
            }

            if (kind != TokenKind.FlowSequenceEnd)
            {
                Push(ParserState.FlowSequenceEntry);
                ParseNode(isBlock: false, allowIndentless: false);
                return;
            }
        }

        EndCollection();
    }

    private void ParseFlowSequenceEntryMappingKey()
    {
        ref readonly Token token = ref _scanner.Peek();
        if (token.Kind is not (TokenKind.Value or TokenKind.FlowEntry or TokenKind.FlowSequenceEnd))
        {
            Push(ParserState.FlowSequenceEntryMappingValue);
            ParseNode(isBlock: false, allowIndentless: false);
            return;
        }

        // libyaml goes past the token here, be it the value indicator or not.
        int line = token.Line;
        _scanner.Skip();
        _state = ParserState.FlowSequenceEntryMappingValue;
        AddEmptyScalar(line);
    }

    private void ParseFlowSequenceEntryMappingValue()
    {
        TokenKind kind = _scanner.Peek().Kind;
        if (kind == TokenKind.Value && NextKind() is not (TokenKind.FlowEntry or TokenKind.FlowSequenceEnd))
        {
            Push(ParserState.FlowSequenceEntryMappingEnd);
            ParseNode(isBlock: false, allowIndentless: false);
            return;
        }

        _state = ParserState.FlowSequenceEntryMappingEnd;
        AddEmptyScalar(_scanner.Peek().Line);
    }

    private void ParseFlowMappingKey(bool isFirst)
    {
        TokenKind kind = _scanner.Peek().Kind;
        if (kind != TokenKind.FlowMappingEnd)
        {
            if (!isFirst)
            {
                if (kind != TokenKind.FlowEntry)
                {
                    Fail("did not find expected ',' or '}'", _scanner.Peek().Line, _marks[_markCount - 1]);
                }

                kind = NextKind();
            }

            if (kind == TokenKind.Key)
            {
                if (NextKind() is not (TokenKind.Value or TokenKind.FlowEntry or TokenKind.FlowMappingEnd))
                {
                    Push(ParserState.FlowMappingValue);
                    ParseNode(isBlock: false, allowIndentless: false);
                    return;
                }

                _state = ParserState.FlowMappingValue;
                AddEmptyScalar(_scanner.Peek().Line);
                return;
            }

            if (kind != TokenKind.FlowMappingEnd)
            {
                Push(ParserState.FlowMappingEmptyValue);
                ParseNode(isBlock: false, allowIndentless: false);
                return;
            }
        }

        EndCollection();
    }

    private void ParseFlowMappingValue(bool isEmpty)
    {
        TokenKind kind = _scanner.Peek().Kind;
        if (!isEmpty && kind == TokenKind.Value && NextKind() is not (TokenKind.FlowEntry or TokenKind.FlowMappingEnd))
        {
            Push(ParserState.FlowMappingKey);
            ParseNode(isBlock: false, allowIndentless: false);
            return;
        }

        _state = ParserState.FlowMappingKey;
        AddEmptyScalar(_scanner.Peek().Line);
    }
}
