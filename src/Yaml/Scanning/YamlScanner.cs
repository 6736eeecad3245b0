using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Steersman.Yaml.Scanning;

/// <summary>Cuts a text into tokens: libyaml's scanner as go-yaml v2 has it (scannerc.go), over UTF-16 and without a reader underneath.</summary>
internal sealed partial class YamlScanner
{
    /// <summary>A simple key is at most this many characters long.</summary>
    private const int MaxSimpleKey = 1024;

    private readonly string _text;
    private readonly int _end;
    private readonly string? _fault;
    private readonly bool _isV3;
    private int _pos;
    private int _line;
    private int _lineStart;

    private Token[] _queue = new Token[16];
    private int _head;
    private int _tail;
    private int _tokensParsed;
    private bool _isTokenAvailable;
    private bool _isStarted;
    private bool _isSimpleKeyAllowed;

    private int _indent = -1;
    private int[] _indents = new int[16];
    private int _indentCount;
    private int _flowLevel;
    private SimpleKey[] _keys = new SimpleKey[4];
    private int _keyCount;
    private int _lowestPossibleKey;

    public YamlScanner(string text, bool isV3)
    {
        _text = text;
        _isV3 = isV3;
        _fault = InputFault.Find(text, out _end);
        if (text.Length > 0 && text[0] == '\uFEFF')
        {
            _pos = _lineStart = Math.Min(1, _end);
        }
    }

    private int Column => _pos - _lineStart;

    /// <summary>The next token, which stays; valid until <see cref="Skip"/>.</summary>
    /// <exception cref="YamlException">The text is no YAML.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref readonly Token Peek()
    {
        if (!_isTokenAvailable)
        {
            FetchMoreTokens();
        }

        return ref _queue[_head];
    }

    /// <summary>Goes past the token that <see cref="Peek"/> gave.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Skip()
    {
        _isTokenAvailable = false;
        _tokensParsed++;
        _head++;
    }

    /// <summary>Ends the reading with go-yaml's text. Its lines are the 1-based one for the scanner, the 0-based one for the parser, and none where that is 0.</summary>
    [DoesNotReturn]
    public void Fail(string problem, int problemLine, int contextLine, bool isScanner)
    {
        if (_fault is not null && _pos + 4 > _end)
        {
            throw new YamlException("yaml: " + _fault);
        }

        int scanned = isScanner ? 1 : 0;
        int line = _isV3 switch
        {
            false => problemLine != 0 ? problemLine + scanned : contextLine,
            _ => contextLine != 0 ? contextLine + scanned : problemLine != 0 ? problemLine + scanned : 0,
        };
        throw new YamlException(line != 0 ? $"yaml: line {line}: {problem}" : "yaml: " + problem);
    }

    [DoesNotReturn]
    private void Fail(string problem, int contextLine) => Fail(problem, _line, contextLine, isScanner: true);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private char At(int position) => (uint)position < (uint)_end ? _text[position] : '\0';

    /// <summary>Goes past a line break, if one is here.</summary>
    private void SkipLine()
    {
        char c = At(_pos);
        if (!YamlChars.IsBreak(c))
        {
            return;
        }

        _pos += c == '\r' && At(_pos + 1) == '\n' ? 2 : 1;
        _lineStart = _pos;
        _line++;
    }

    private bool IsDocumentIndicator(int position)
    {
        char c = At(position);
        return c is '-' or '.' && At(position + 1) == c && At(position + 2) == c && YamlChars.IsBlankOrEnd(At(position + 3));
    }

    private void FetchMoreTokens()
    {
        while (true)
        {
            if (_head != _tail && !IsHeadPossibleKey())
            {
                break;
            }

            FetchNextToken();
        }

        _isTokenAvailable = true;
    }

    /// <summary>True where a <c>:</c> to come could put a KEY before the first token of the queue.</summary>
    private bool IsHeadPossibleKey()
    {
        while (_lowestPossibleKey < _keyCount && !(_keys[_lowestPossibleKey].IsPossible && _keys[_lowestPossibleKey].IsAwaited))
        {
            _lowestPossibleKey++;
        }

        return _lowestPossibleKey < _keyCount && _keys[_lowestPossibleKey].TokenNumber == _tokensParsed && IsValid(ref _keys[_lowestPossibleKey]);
    }

    private void FetchNextToken()
    {
        if (!_isStarted)
        {
            FetchStreamStart();
            return;
        }

        ScanToNextToken();
        UnrollIndent(Column);
        char c = At(_pos);
        if (c == '\0')
        {
            FetchStreamEnd();
            return;
        }

        if (_pos == _lineStart)
        {
            if (c == '%')
            {
                FetchDirective();
                return;
            }

            if (c is '-' or '.' && IsDocumentIndicator(_pos))
            {
                FetchDocumentIndicator(c == '-' ? TokenKind.DocumentStart : TokenKind.DocumentEnd);
                return;
            }
        }

        switch (c)
        {
            case '[':
                FetchFlowCollectionStart(TokenKind.FlowSequenceStart);
                return;
            case '{':
                FetchFlowCollectionStart(TokenKind.FlowMappingStart);
                return;
            case ']':
                FetchFlowCollectionEnd(TokenKind.FlowSequenceEnd);
                return;
            case '}':
                FetchFlowCollectionEnd(TokenKind.FlowMappingEnd);
                return;
            case ',':
                FetchFlowEntry();
                return;
            case '-' when YamlChars.IsBlankOrEnd(At(_pos + 1)):
                FetchBlockEntry();
                return;
            case '?' when _flowLevel > 0 || YamlChars.IsBlankOrEnd(At(_pos + 1)):
                FetchKey();
                return;
            case ':' when _flowLevel > 0 || YamlChars.IsBlankOrEnd(At(_pos + 1)):
                FetchValue();
                return;
            case '*':
                FetchAnchor(TokenKind.Alias);
                return;
            case '&':
                FetchAnchor(TokenKind.Anchor);
                return;
            case '!':
                FetchTag();
                return;
            case '|' or '>' when _flowLevel == 0:
                FetchBlockScalar(c == '|');
                return;
            case '\'' or '"':
                FetchFlowScalar(c == '\'');
                return;
            case '#' or '%' or '@' or '`' or '|' or '>' or ' ' or '\t':
                Fail("found character that cannot start any token", _line);
                return;
            default:
                FetchPlainScalar();
                return;
        }
    }
}
