using System.Text;

namespace Steersman.Cel.Lexing;

/// <summary>The text of an expression by code points, in which positions are counted.</summary>
internal sealed class CelSource
{
    private readonly int[] _points;
    private readonly List<int> _lines = [0];

    public CelSource(string text)
    {
        Text = text;
        List<int> points = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            points.Add(rune.Value);
            if (rune.Value == '\n')
            {
                _lines.Add(points.Count);
            }
        }

        _points = [.. points];
    }

    public string Text { get; }

    public int Length => _points.Length;

    /// <summary>The code point at a place, or -1 behind the end.</summary>
    public int this[int index] => (uint)index < (uint)_points.Length ? _points[index] : -1;

    /// <summary>The text of a range of code points, cut at the end of the source.</summary>
    public string Slice(int start, int end)
    {
        StringBuilder text = new();
        for (int index = start; index < Math.Min(end, _points.Length); index++)
        {
            text.Append(new Rune(_points[index]).ToString());
        }

        return text.ToString();
    }

    /// <summary>Line and column of a place, both counted from 1.</summary>
    public (int Line, int Column) Locate(int offset)
    {
        int found = _lines.BinarySearch(offset);
        int line = found >= 0 ? found : ~found - 1;
        return (line + 1, offset - _lines[line] + 1);
    }

    /// <summary>A line of the source (from 1) without its end.</summary>
    public string Line(int line)
    {
        int end = line < _lines.Count ? _lines[line] - 1 : _points.Length;
        return Slice(_lines[line - 1], end);
    }
}
