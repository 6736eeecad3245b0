using System.Globalization;
using System.Text;
using Steersman.Yaml.Writing;

namespace Steersman.Yaml.Nodes;

/// <summary>Writes nodes in the layout of kyaml, for messages that show one and for the lines that messages name: styles are kept, lists not indented below their key.</summary>
public sealed class YamlNodeWriter
{
    private readonly StringBuilder _text = new();
    private readonly Dictionary<YamlNode, int>? _lines;
    private int _line = 1;

    private YamlNodeWriter(Dictionary<YamlNode, int>? lines) => _lines = lines;

    /// <summary>The text of a node, with a line feed at its end.</summary>
    /// <param name="node">A tree without cycles.</param>
    /// <param name="lines">Gets the line, from 1, of every key; null where nobody asks.</param>
    public static string Write(YamlNode node, Dictionary<YamlNode, int>? lines = null)
    {
        ArgumentNullException.ThrowIfNull(node);
        YamlNodeWriter writer = new(lines);
        writer.WriteBlock(node, indent: 0);
        if (writer._text.Length == 0 || writer._text[^1] != '\n')
        {
            writer._text.Append('\n');
        }

        return writer._text.ToString();
    }

    private static bool IsBlock(YamlNode node) => node.Kind is YamlNodeKind.Mapping or YamlNodeKind.Sequence && node.Content.Count > 0 && !node.Style.HasFlag(YamlNodeStyle.Flow);

    private void WriteBlock(YamlNode node, int indent)
    {
        if (!IsBlock(node))
        {
            WriteFlow(node, indent, isFlow: false);
            return;
        }

        bool isMapping = node.Kind == YamlNodeKind.Mapping;
        for (int index = 0; index < node.Content.Count; index += isMapping ? 2 : 1)
        {
            if (index > 0)
            {
                NewLine(indent);
            }

            if (isMapping)
            {
                WriteEntry(node.Content[index], node.Content[index + 1], indent);
            }
            else
            {
                _text.Append("- ");
                WriteBlock(node.Content[index], indent + 2);
            }
        }
    }

    private void WriteEntry(YamlNode key, YamlNode value, int indent)
    {
        Note(key);
        WriteFlow(key, indent, isFlow: true);
        _text.Append(':');
        if (!IsBlock(value))
        {
            if (value.Kind != YamlNodeKind.Scalar || value.Value.Length > 0 || (value.Style & YamlNodeStyle.Indicated) != YamlNodeStyle.None)
            {
                _text.Append(' ');
            }

            WriteFlow(value, indent, isFlow: false);
            return;
        }

        int inner = value.Kind == YamlNodeKind.Mapping ? indent + 2 : indent;
        NewLine(inner);
        WriteBlock(value, inner);
    }

    private void WriteFlow(YamlNode node, int indent, bool isFlow)
    {
        switch (node.Kind)
        {
            case YamlNodeKind.Scalar:
                WriteScalar(node, indent, isFlow);
                break;
            case YamlNodeKind.Alias:
                _text.Append('*').Append(node.Value);
                break;
            default:
                bool isMapping = node.Kind == YamlNodeKind.Mapping;
                _text.Append(isMapping ? '{' : '[');
                for (int index = 0; index < node.Content.Count; index++)
                {
                    bool isValue = isMapping && index % 2 == 1;
                    _text.Append(index == 0 ? "" : isValue ? ": " : ", ");
                    if (isMapping && !isValue)
                    {
                        Note(node.Content[index]);
                    }

                    WriteFlow(node.Content[index], indent, isFlow: true);
                }

                _text.Append(isMapping ? '}' : ']');
                break;
        }
    }

    private void WriteScalar(YamlNode node, int indent, bool isFlow)
    {
        string text = node.Value;
        ScalarAnalysis analysis = ScalarAnalysis.Of(text, isV3: true);
        bool isQuotedByTag = node.Tag == YamlTags.String && (node.Style & YamlNodeStyle.Indicated) == YamlNodeStyle.None && YamlTags.OfPlain(text) != YamlTags.String;
        if (!isFlow && text.Contains('\n') && (node.Style & (YamlNodeStyle.DoubleQuoted | YamlNodeStyle.SingleQuoted)) == YamlNodeStyle.None && analysis.IsBlockAllowed)
        {
            WriteLiteral(text, indent + 2);
        }
        else if (node.Style.HasFlag(YamlNodeStyle.DoubleQuoted) || isQuotedByTag || analysis.IsMultiline || !analysis.IsSingleQuotedAllowed)
        {
            WriteDoubleQuoted(text);
        }
        else if (node.Style.HasFlag(YamlNodeStyle.SingleQuoted) || !analysis.IsPlainAllowed || (isFlow && text.Length == 0))
        {
            _text.Append('\'').Append(text.Replace("'", "''", StringComparison.Ordinal)).Append('\'');
        }
        else
        {
            _text.Append(text);
        }
    }

    private void WriteLiteral(string text, int indent)
    {
        _text.Append('|').Append(text.EndsWith("\n\n", StringComparison.Ordinal) ? "+" : text.EndsWith('\n') ? "" : "-");
        foreach (string line in text.TrimEnd('\n').Split('\n'))
        {
            NewLine(line.Length == 0 ? 0 : indent);
            _text.Append(line);
        }
    }

    private void WriteDoubleQuoted(string text)
    {
        _text.Append('"');
        foreach (char unit in text)
        {
            _ = unit switch
            {
                '"' => _text.Append("\\\""),
                '\\' => _text.Append(@"\\"),
                '\n' => _text.Append(@"\n"),
                '\t' => _text.Append(@"\t"),
                '\r' => _text.Append(@"\r"),
                _ when ScalarAnalysis.IsPrintable(unit) || char.IsSurrogate(unit) => _text.Append(unit),
                _ => _text.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:X4}"),
            };
        }

        _text.Append('"');
    }

    private void NewLine(int indent)
    {
        _text.Append('\n').Append(' ', indent);
        _line++;
    }

    private void Note(YamlNode key) => _lines?.TryAdd(key, _line);
}
