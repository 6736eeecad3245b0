namespace Steersman.Yaml;

// The text and the place in it: column, indention, breaks.
public partial class YamlWriter
{
    private void WriteIndicator(ReadOnlySpan<char> indicator, bool needsWhitespace, bool isIndention)
    {
        if (needsWhitespace && !_isWhitespace)
        {
            Put(' ');
        }

        Put(indicator);
        _isWhitespace = false;
        _isIndention = _isIndention && isIndention;
    }

    private void WriteIndent()
    {
        int indent = Math.Max(_indent, 0);
        if (!_isIndention || _column > indent || (_column == indent && !_isWhitespace))
        {
            PutBreak();
        }

        while (_column < indent)
        {
            Put(' ');
        }

        _isWhitespace = true;
        _isIndention = true;
    }

    private void PutBreak()
    {
        Put('\n');
        _column = 0;
    }

    private void WriteBreak(char c)
    {
        Put(c);
        _column = 0;
    }

    private void Put(char c)
    {
        if (_length == _buffer.Length)
        {
            Grow(1);
        }

        _buffer[_length++] = c;
        _column++;
    }

    private void Put(ReadOnlySpan<char> text)
    {
        if (text.Length > _buffer.Length - _length)
        {
            Grow(text.Length);
        }

        text.CopyTo(_buffer.AsSpan(_length));
        _length += text.Length;
        _column += text.Length;
    }

    private void Grow(int more)
    {
        char[] larger = System.Buffers.ArrayPool<char>.Shared.Rent(Math.Max(_buffer.Length * 2, _length + more));
        _buffer.AsSpan(0, _length).CopyTo(larger);
        System.Buffers.ArrayPool<char>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
