using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Steersman.Helm.Toml;

/// <summary>The characters of a TOML text, with its lines and what it may not hold: the base of BurntSushi's lexer (lex.go).</summary>
internal sealed class TomlLexer(string text)
{
    public const int End = 0;

    private bool _isAtEnd;

    public int Position { get; set; }

    /// <summary>Line of the position, from 1.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>What errors name as the last key; the parser keeps it.</summary>
    public Func<string> LastKey { get; init; } = static () => "";

    /// <summary>The text from <paramref name="start"/> to here.</summary>
    public string Since(int start) => text[start..Position];

    /// <summary>Takes the next character; <see cref="End"/> at the end.</summary>
    /// <exception cref="TomlException">A control character, or a byte that is no UTF-8.</exception>
    public int Next()
    {
        if (Position >= text.Length)
        {
            _isAtEnd = true;
            return End;
        }

        _isAtEnd = false;
        char c = text[Position];
        if (c == '\n')
        {
            Line++;
        }

        if (Rune.DecodeFromUtf16(text.AsSpan(Position), out Rune rune, out int width) != OperationStatus.Done)
        {
            Fail(Line, $"invalid UTF-8 byte: 0x{(c - 0xDC00) & 0xFF:x2}");
        }

        bool isControl = c is (< ' ' and not ('\t' or '\r' or '\n')) or '\x7F';
        if (isControl || (c == '\r' && (Position + 1 == text.Length || text[Position + 1] != '\n')))
        {
            Fail(Line, $"TOML files cannot contain control characters: '0x{(int)c:x2}'");
        }

        Position += width;
        return rune.Value;
    }

    /// <summary>The next character, not taken.</summary>
    public int Peek()
    {
        int position = Position;
        int line = Line;
        int rune = Next();
        Position = position;
        Line = line;
        _isAtEnd = false;
        return rune;
    }

    /// <summary>Steps back over the character before.</summary>
    public void Back()
    {
        if (_isAtEnd)
        {
            _isAtEnd = false;
            return;
        }

        Position -= Position > 1 && char.IsLowSurrogate(text[Position - 1]) ? 2 : 1;
        if (text[Position] == '\n')
        {
            Line--;
        }
    }

    public bool Accept(int wanted)
    {
        if (Peek() != wanted)
        {
            return false;
        }

        _ = Next();
        return true;
    }

    public void SkipBlanks()
    {
        while (Peek() is ' ' or '\t')
        {
            _ = Next();
        }
    }

    /// <summary>An error here; at the end of the text one of the line before, where that has just ended.</summary>
    [DoesNotReturn]
    public void Fail(string message) => Fail(_isAtEnd && Position >= 1 && text[Position - 1] == '\n' ? Line - 1 : Line, message);

    /// <summary>An error of the line before.</summary>
    [DoesNotReturn]
    public void FailBefore(string message) => Fail(Line - 1, message);

    [DoesNotReturn]
    public void Fail(int line, string message)
    {
        string key = LastKey();
        throw new TomlException(key.Length == 0
            ? $"toml: line {line}: {message}"
            : $"toml: line {line} (last key {GoTemplate.Formatting.GoQuote.Quote(key)}): {message}");
    }

    /// <summary>True where the last <see cref="Next"/> met the end.</summary>
    public bool IsAtEnd => _isAtEnd;
}
