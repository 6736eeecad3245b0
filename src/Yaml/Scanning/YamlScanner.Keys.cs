namespace Steersman.Yaml.Scanning;

/// <content>Simple keys, indentation, and the queue of tokens.</content>
internal sealed partial class YamlScanner
{
    private bool IsValid(ref SimpleKey key)
    {
        if (!key.IsPossible)
        {
            return false;
        }

        if (key.Line < _line || IsTooFar(key.Position))
        {
            if (key.IsRequired)
            {
                Fail("could not find expected ':'", key.Line);
            }

            key.IsPossible = false;
            return false;
        }

        return true;
    }

    private bool IsTooFar(int start)
    {
        if (_pos - start <= MaxSimpleKey)
        {
            return false;
        }

        int pairs = 0;
        foreach (char c in _text.AsSpan(start, _pos - start))
        {
            if (char.IsHighSurrogate(c))
            {
                pairs++;
            }
        }

        return _pos - start - pairs > MaxSimpleKey;
    }

    private void SaveSimpleKey()
    {
        if (!_isSimpleKeyAllowed)
        {
            return;
        }

        SimpleKey key = new()
        {
            IsPossible = true,
            IsAwaited = true,
            IsRequired = _flowLevel == 0 && _indent == Column,
            TokenNumber = _tokensParsed + (_tail - _head),
            Position = _pos,
            Line = _line,
            Column = Column,
        };
        RemoveSimpleKey();
        _keys[_keyCount - 1] = key;
        _lowestPossibleKey = Math.Min(_lowestPossibleKey, _keyCount - 1);
    }

    private void RemoveSimpleKey()
    {
        ref SimpleKey key = ref _keys[_keyCount - 1];
        if (key.IsPossible && key.IsRequired)
        {
            Fail("could not find expected ':'", key.Line);
        }

        key.IsPossible = false;
    }

    private void RollIndent(int column, int number, TokenKind kind, int line)
    {
        if (_flowLevel > 0 || _indent >= column)
        {
            return;
        }

        if (_indentCount == _indents.Length)
        {
            Array.Resize(ref _indents, _indentCount * 2);
        }

        _indents[_indentCount++] = _indent;
        _indent = column;
        if (_indentCount > YamlLimits.MaxDepth)
        {
            Fail($"exceeded max depth of {YamlLimits.MaxDepth}", _line);
        }

        Insert(number < 0 ? -1 : number - _tokensParsed, new Token { Kind = kind, Line = line });
    }

    private void UnrollIndent(int column)
    {
        if (_flowLevel > 0)
        {
            return;
        }

        while (_indent > column)
        {
            Append(new Token { Kind = TokenKind.BlockEnd, Line = _line });
            _indent = _indents[--_indentCount];
        }
    }

    private void Append(in Token token)
    {
        MakeRoom();
        _queue[_tail++] = token;
    }

    /// <summary>Puts a token before the one at <paramref name="index"/> of the queue; at its end for -1.</summary>
    private void Insert(int index, in Token token)
    {
        MakeRoom();
        if (index >= 0)
        {
            int at = _head + index;
            Array.Copy(_queue, at, _queue, at + 1, _tail - at);
            _queue[at] = token;
            _tail++;
            return;
        }

        _queue[_tail++] = token;
    }

    private void MakeRoom()
    {
        if (_head == _tail)
        {
            _head = _tail = 0;
        }

        if (_tail < _queue.Length)
        {
            return;
        }

        if (_head > _queue.Length / 2)
        {
            Array.Copy(_queue, _head, _queue, 0, _tail - _head);
            _tail -= _head;
            _head = 0;
            return;
        }

        Array.Resize(ref _queue, _queue.Length * 2);
    }
}
