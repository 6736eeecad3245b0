namespace Steersman.Yaml.Scanning;

/// <content>Producers of one token each: <c>yaml_parser_fetch_*</c>.</content>
internal sealed partial class YamlScanner
{
    private void FetchStreamStart()
    {
        _keys[_keyCount++] = default;
        _isSimpleKeyAllowed = true;
        _isStarted = true;
        Append(new Token { Kind = TokenKind.StreamStart, Line = _line });
    }

    private void FetchStreamEnd()
    {
        if (_fault is not null)
        {
            throw new YamlException("yaml: " + _fault);
        }

        if (Column != 0)
        {
            _lineStart = _pos;
            _line++;
        }

        UnrollIndent(-1);
        RemoveSimpleKey();
        _isSimpleKeyAllowed = false;
        Append(new Token { Kind = TokenKind.StreamEnd, Line = _line });
    }

    private void FetchDirective()
    {
        UnrollIndent(-1);
        RemoveSimpleKey();
        _isSimpleKeyAllowed = false;
        Append(ScanDirective());
    }

    private void FetchDocumentIndicator(TokenKind kind)
    {
        UnrollIndent(-1);
        RemoveSimpleKey();
        _isSimpleKeyAllowed = false;
        _pos += 3;
        Append(new Token { Kind = kind, Line = _line });
    }

    private void FetchFlowCollectionStart(TokenKind kind)
    {
        SaveSimpleKey();
        if (_keyCount == _keys.Length)
        {
            Array.Resize(ref _keys, _keyCount * 2);
        }

        _keys[_keyCount++] = new SimpleKey { TokenNumber = _tokensParsed + (_tail - _head) };
        if (++_flowLevel > YamlLimits.MaxDepth)
        {
            Fail($"exceeded max depth of {YamlLimits.MaxDepth}", _line);
        }

        _isSimpleKeyAllowed = true;
        _pos++;
        Append(new Token { Kind = kind, Line = _line });
    }

    private void FetchFlowCollectionEnd(TokenKind kind)
    {
        RemoveSimpleKey();
        if (_flowLevel > 0)
        {
            _flowLevel--;
            _keyCount--;
            if (_keys[_keyCount - 1].TokenNumber == _keys[_keyCount].TokenNumber)
            {
                _keys[_keyCount - 1].IsAwaited = false;
            }

            _lowestPossibleKey = Math.Min(_lowestPossibleKey, _keyCount);
        }

        _isSimpleKeyAllowed = false;
        _pos++;
        Append(new Token { Kind = kind, Line = _line });
    }

    private void FetchFlowEntry()
    {
        RemoveSimpleKey();
        _isSimpleKeyAllowed = true;
        _pos++;
        Append(new Token { Kind = TokenKind.FlowEntry, Line = _line });
    }

    private void FetchBlockEntry()
    {
        if (_flowLevel == 0)
        {
            if (!_isSimpleKeyAllowed)
            {
                Fail("block sequence entries are not allowed in this context", _line);
            }

            RollIndent(Column, -1, TokenKind.BlockSequenceStart, _line);
        }

        RemoveSimpleKey();
        _isSimpleKeyAllowed = true;
        _pos++;
        Append(new Token { Kind = TokenKind.BlockEntry, Line = _line });
    }

    private void FetchKey()
    {
        if (_flowLevel == 0)
        {
            if (!_isSimpleKeyAllowed)
            {
                Fail("mapping keys are not allowed in this context", _line);
            }

            RollIndent(Column, -1, TokenKind.BlockMappingStart, _line);
        }

        RemoveSimpleKey();
        _isSimpleKeyAllowed = _flowLevel == 0;
        _pos++;
        Append(new Token { Kind = TokenKind.Key, Line = _line });
    }

    private void FetchValue()
    {
        ref SimpleKey key = ref _keys[_keyCount - 1];
        if (IsValid(ref key))
        {
            Insert(key.TokenNumber - _tokensParsed, new Token { Kind = TokenKind.Key, Line = key.Line });
            RollIndent(key.Column, key.TokenNumber, TokenKind.BlockMappingStart, key.Line);
            key.IsPossible = false;
            _isSimpleKeyAllowed = false;
        }
        else
        {
            if (_flowLevel == 0)
            {
                if (!_isSimpleKeyAllowed)
                {
                    Fail("mapping values are not allowed in this context", _line);
                }

                RollIndent(Column, -1, TokenKind.BlockMappingStart, _line);
            }

            _isSimpleKeyAllowed = _flowLevel == 0;
        }

        _pos++;
        Append(new Token { Kind = TokenKind.Value, Line = _line });
    }

    private void FetchAnchor(TokenKind kind)
    {
        SaveSimpleKey();
        _isSimpleKeyAllowed = false;
        Append(ScanAnchor(kind));
    }

    private void FetchTag()
    {
        SaveSimpleKey();
        _isSimpleKeyAllowed = false;
        Append(ScanTag());
    }

    private void FetchBlockScalar(bool isLiteral)
    {
        RemoveSimpleKey();
        _isSimpleKeyAllowed = true;
        Append(ScanBlockScalar(isLiteral));
    }

    private void FetchFlowScalar(bool isSingle)
    {
        SaveSimpleKey();
        _isSimpleKeyAllowed = false;
        Append(ScanFlowScalar(isSingle));
    }

    private void FetchPlainScalar()
    {
        SaveSimpleKey();
        _isSimpleKeyAllowed = false;
        Append(ScanPlainScalar());
    }

    /// <summary>Goes past white space and comments.</summary>
    private void ScanToNextToken()
    {
        if (_pos == 0 && At(0) == '\uFEFF')
        {
            _pos++;
        }

        while (true)
        {
            bool tabs = _flowLevel > 0 || !_isSimpleKeyAllowed;
            char c = At(_pos);
            while (c == ' ' || (c == '\t' && tabs))
            {
                c = At(++_pos);
            }

            if (c == '#')
            {
                int toBreak = _text.AsSpan(_pos, _end - _pos).IndexOfAny(YamlChars.Breaks);
                _pos = toBreak < 0 ? _end : _pos + toBreak;
                c = At(_pos);
            }

            if (!YamlChars.IsBreak(c))
            {
                return;
            }

            SkipLine();
            if (_flowLevel == 0)
            {
                _isSimpleKeyAllowed = true;
            }
        }
    }
}
