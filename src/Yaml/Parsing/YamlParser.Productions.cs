using Steersman.Yaml.Scanning;
using Steersman.Yaml.Writing;

namespace Steersman.Yaml.Parsing;

/// <content>The productions: <c>yaml_parser_parse_*</c>.</content>
internal sealed partial class YamlParser
{
    private void ParseNode(bool isBlock, bool allowIndentless)
    {
        Token token = _scanner.Peek();
        if (token.Kind == TokenKind.Alias)
        {
            if (!_anchors.TryGetValue(token.Text!, out int target))
            {
                throw new YamlException($"yaml: unknown anchor '{token.Text}' referenced");
            }

            _state = Pop();
            CountChild();
            _tape.Add(new TapeNode { Kind = NodeKind.Alias, Line = token.Line, Text = token.Text, End = target });
            _scanner.Skip();
            return;
        }

        int line = token.Line;
        string? anchor = null;
        string? tag = null;
        if (token.Kind is TokenKind.Anchor or TokenKind.Tag)
        {
            ParseProperties(ref token, out anchor, out tag);
        }

        switch (token.Kind)
        {
            case TokenKind.BlockEntry when allowIndentless:
                _state = ParserState.IndentlessSequenceEntry;
                Open(NodeKind.Sequence, line, anchor, tag);
                return;
            case TokenKind.Scalar:
                _state = Pop();
                AddScalar(
                    new TapeNode
                    {
                        Kind = NodeKind.Scalar,
                        IsImplicit = (tag is null && token.Style == ScalarStyle.Plain) || tag is "!",
                        Line = line,
                        Start = token.Start,
                        Length = token.Length,
                        Text = token.Text,
                        Tag = tag,
                        Style = token.Style,
                    },
                    anchor);
                _scanner.Skip();
                return;
            case TokenKind.FlowSequenceStart:
                _state = ParserState.FlowSequenceFirstEntry;
                Open(NodeKind.Sequence, line, anchor, tag, isFlow: true);
                return;
            case TokenKind.FlowMappingStart:
                _state = ParserState.FlowMappingFirstKey;
                Open(NodeKind.Mapping, line, anchor, tag, isFlow: true);
                return;
            case TokenKind.BlockSequenceStart when isBlock:
                _state = ParserState.BlockSequenceFirstEntry;
                Open(NodeKind.Sequence, line, anchor, tag);
                return;
            case TokenKind.BlockMappingStart when isBlock:
                _state = ParserState.BlockMappingFirstKey;
                Open(NodeKind.Mapping, line, anchor, tag);
                return;
        }

        if (anchor is not null || tag is not null)
        {
            _state = Pop();
            AddScalar(new TapeNode { Kind = NodeKind.Scalar, IsImplicit = tag is null, Line = line, Text = "", Tag = tag }, anchor);
            return;
        }

        Fail("did not find expected node content", token.Line, line);
    }

    private void ParseProperties(ref Token token, out string? anchor, out string? tag)
    {
        anchor = null;
        Token tagToken = default;
        int line = token.Line;
        if (token.Kind == TokenKind.Anchor)
        {
            anchor = token.Text;
            token = Next();
            if (token.Kind == TokenKind.Tag)
            {
                tagToken = token;
                token = Next();
            }
        }
        else
        {
            tagToken = token;
            token = Next();
            if (token.Kind == TokenKind.Anchor)
            {
                anchor = token.Text;
                token = Next();
            }
        }

        tag = null;
        if (tagToken.Kind != TokenKind.Tag)
        {
            return;
        }

        if (tagToken.Text!.Length == 0)
        {
            tag = tagToken.Suffix;
        }
        else if (_tagDirectives.TryGetValue(tagToken.Text, out string? prefix))
        {
            tag = prefix + tagToken.Suffix;
        }
        else
        {
            Fail("found undefined tag handle", tagToken.Line, line);
        }

        tag = tag!.Length == 0 ? null : tag;
    }

    private Token Next()
    {
        _scanner.Skip();
        return _scanner.Peek();
    }

    private TokenKind NextKind()
    {
        _scanner.Skip();
        return _scanner.Peek().Kind;
    }

    private void EndCollection()
    {
        _state = Pop();
        _markCount--;
        Close();
        _scanner.Skip();
    }

    private void ParseBlockSequenceEntry()
    {
        ref readonly Token token = ref _scanner.Peek();
        int line = token.Line;
        if (token.Kind == TokenKind.BlockEntry)
        {
            if (NextKind() is not (TokenKind.BlockEntry or TokenKind.BlockEnd))
            {
                Push(ParserState.BlockSequenceEntry);
                ParseNode(isBlock: true, allowIndentless: false);
                return;
            }

            _state = ParserState.BlockSequenceEntry;
            AddEmptyScalar(line);
            return;
        }

        if (token.Kind == TokenKind.BlockEnd)
        {
            EndCollection();
            return;
        }

        Fail("did not find expected '-' indicator", line, _marks[_markCount - 1]);
    }

    private void ParseIndentlessSequenceEntry()
    {
        ref readonly Token token = ref _scanner.Peek();
        int line = token.Line;
        if (token.Kind == TokenKind.BlockEntry)
        {
            if (NextKind() is not (TokenKind.BlockEntry or TokenKind.Key or TokenKind.Value or TokenKind.BlockEnd))
            {
                Push(ParserState.IndentlessSequenceEntry);
                ParseNode(isBlock: true, allowIndentless: false);
                return;
            }

            _state = ParserState.IndentlessSequenceEntry;
            AddEmptyScalar(line);
            return;
        }

        _state = Pop();
        Close();
    }

    private void ParseBlockMappingKey()
    {
        ref readonly Token token = ref _scanner.Peek();
        int line = token.Line;
        if (token.Kind == TokenKind.Key)
        {
            if (NextKind() is not (TokenKind.Key or TokenKind.Value or TokenKind.BlockEnd))
            {
                Push(ParserState.BlockMappingValue);
                ParseNode(isBlock: true, allowIndentless: true);
                return;
            }

            _state = ParserState.BlockMappingValue;
            AddEmptyScalar(line);
            return;
        }

        if (token.Kind == TokenKind.BlockEnd)
        {
            EndCollection();
            return;
        }

        Fail("did not find expected key", line, _marks[_markCount - 1]);
    }

    private void ParseBlockMappingValue()
    {
        ref readonly Token token = ref _scanner.Peek();
        int line = token.Line;
        if (token.Kind == TokenKind.Value)
        {
            if (NextKind() is not (TokenKind.Key or TokenKind.Value or TokenKind.BlockEnd))
            {
                Push(ParserState.BlockMappingKey);
                ParseNode(isBlock: true, allowIndentless: true);
                return;
            }
        }

        _state = ParserState.BlockMappingKey;
        AddEmptyScalar(line);
    }
}
