using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using Steersman.Yaml.Writing;

namespace Steersman.Yaml;

/// <summary>Writes one document as go-yaml does, node by node: libyaml's emitter for block style (emitterc.go), without a tree in between.</summary>
/// <remarks>
/// A map is <see cref="BeginMap"/>, then <see cref="Key"/> and one node for each entry, then <see cref="End"/>; a list is <see cref="BeginList"/>, nodes, <see cref="End"/>.
/// Not safe for use by several threads. The caller sorts the keys (<see cref="YamlKeyOrder"/>) and keeps nesting within <see cref="YamlLimits.MaxDepth"/>.
/// </remarks>
public sealed partial class YamlWriter : IDisposable
{
    private const int Indentation = 2;

    private readonly YamlStyle _style;
    private char[] _buffer = ArrayPool<char>.Shared.Rent(1024);
    private int _length;
    private int _column;
    private int _indent = -1;
    private bool _isWhitespace = true;
    private bool _isIndention = true;
    private Frame[] _frames = new Frame[8];
    private int _frameCount;

    public YamlWriter(YamlStyle style)
    {
        ArgumentNullException.ThrowIfNull(style);
        _style = style;
    }

    private bool IsInMap => _frameCount > 0 && _frames[_frameCount - 1].IsMap;

    /// <summary>Begins a map of <paramref name="count"/> entries.</summary>
    public void BeginMap(int count) => Begin(count, isMap: true);

    /// <summary>Begins a list of <paramref name="count"/> items.</summary>
    public void BeginList(int count) => Begin(count, isMap: false);

    /// <summary>Ends the innermost map or list.</summary>
    public void End() => _indent = _frames[--_frameCount].OuterIndent;

    /// <summary>The key of the entry whose value comes next.</summary>
    public void Key(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        WriteIndent();
        string? binary = _style.IsV3 ? BinaryText.Of(key) : null;
        ReadOnlySpan<char> text = binary ?? key;
        ScalarAnalysis analysis = ScalarAnalysis.Of(text, _style.IsV3);
        if (analysis.IsMultiline || !IsSimpleKey(text, binary is not null))
        {
            WriteIndicator("?", needsWhitespace: true, isIndention: true);
            WriteScalar(text, analysis, isKey: false, binary is not null);
            WriteIndent();
            WriteIndicator(":", needsWhitespace: true, isIndention: true);
            return;
        }

        WriteScalar(text, analysis, isKey: true, binary is not null);
        WriteIndicator(":", needsWhitespace: false, isIndention: false);
    }

    public void Null() => Plain("null");

    public void Bool(bool value) => Plain(value ? "true" : "false");

    public void Int64(long value)
    {
        Span<char> digits = stackalloc char[24];
        value.TryFormat(digits, out int length, default, CultureInfo.InvariantCulture);
        Plain(digits[..length]);
    }

    public void UInt64(ulong value)
    {
        Span<char> digits = stackalloc char[24];
        value.TryFormat(digits, out int length, default, CultureInfo.InvariantCulture);
        Plain(digits[..length]);
    }

    /// <summary>A number as Go's <c>%g</c> prints it, infinities and NaN in YAML's words.</summary>
    public void Float64(double value) => Plain(GoFloat.Shortest(value) switch
    {
        "+Inf" => ".inf",
        "-Inf" => "-.inf",
        "NaN" => ".nan",
        string text => text,
    });

    /// <summary>A time, unquoted.</summary>
    /// <param name="text">The time in RFC 3339.</param>
    public void Timestamp(string text) => Plain(text);

    /// <summary>A text, quoted or not as it needs. Bytes that are no UTF-8 must be gone before in <see cref="YamlStyle.V2"/>.</summary>
    public void String(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        BeginNode();
        string? binary = _style.IsV3 ? BinaryText.Of(value) : null;
        ReadOnlySpan<char> text = binary ?? value;
        WriteScalar(text, ScalarAnalysis.Of(text, _style.IsV3), isKey: false, binary is not null);
    }

    /// <summary>UTF-16 units written so far.</summary>
    public int Length => _length;

    /// <summary>The document, with one line feed at its end.</summary>
    public override string ToString()
    {
        WriteIndent();
        return new string(_buffer, 0, _length);
    }

    /// <summary>Gives the buffer back.</summary>
    public void Dispose()
    {
        char[] buffer = _buffer;
        _buffer = [];
        if (buffer.Length > 0)
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    private void Begin(int count, bool isMap)
    {
        bool isValueOfKey = IsInMap;
        BeginNode();
        if (_frameCount == _frames.Length)
        {
            Array.Resize(ref _frames, _frameCount * 2);
        }

        _frames[_frameCount++] = new Frame(isMap, _indent);
        if (count == 0)
        {
            WriteIndicator(isMap ? "{" : "[", needsWhitespace: true, isIndention: false);
            WriteIndicator(isMap ? "}" : "]", needsWhitespace: false, isIndention: false);
            return;
        }

        bool isIndentless = !isMap && isValueOfKey && !_isIndention && !_style.IndentsLists;
        _indent = _indent < 0 ? 0 : isIndentless ? _indent : _indent + Indentation;
    }

    /// <summary>What stands before an item of a list.</summary>
    private void BeginNode()
    {
        if (_frameCount > 0 && !_frames[_frameCount - 1].IsMap)
        {
            WriteIndent();
            WriteIndicator("-", needsWhitespace: true, isIndention: true);
        }
    }

    private void Plain(ReadOnlySpan<char> text)
    {
        BeginNode();
        WritePlain(text, mayBreak: false);
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Frame(bool IsMap, int OuterIndent);
}
