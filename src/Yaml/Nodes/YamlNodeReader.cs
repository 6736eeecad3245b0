using Steersman.Yaml.Parsing;
using Steersman.Yaml.Scanning;
using Steersman.Yaml.Writing;

namespace Steersman.Yaml.Nodes;

/// <summary>Reads YAML as go-yaml v3 reads it into a <c>Node</c>: what was written, and what plain scalars are by their looks.</summary>
/// <remarks>Thread-safe. Time and memory are linear in the text; aliases are not followed.</remarks>
public static class YamlNodeReader
{
    /// <summary>The first document of a text; null where there is none.</summary>
    /// <exception cref="YamlException">The text is no YAML; the message is go-yaml's.</exception>
    public static YamlNode? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        text = InputEncoding.Decode(text);
        using Tape tape = new(text);
        return new YamlParser(text, tape, isV3: true).ReadDocument() ? Build(tape) : null;
    }

    private static YamlNode Build(Tape tape)
    {
        YamlNode[] nodes = new YamlNode[tape.Count];
        int at = 0;
        return Build(tape, nodes, ref at);
    }

    private static YamlNode Build(Tape tape, YamlNode[] nodes, ref int at)
    {
        ref TapeNode written = ref tape[at];
        int index = at++;
        switch (written.Kind)
        {
            case NodeKind.Alias:
                return nodes[index] = new YamlNode(YamlNodeKind.Alias) { Value = written.Text!, Target = nodes[written.End] };
            case NodeKind.Scalar:
                return nodes[index] = Scalar(tape, written);
        }

        bool isMapping = written.Kind == NodeKind.Mapping;
        YamlNode node = new(isMapping ? YamlNodeKind.Mapping : YamlNodeKind.Sequence)
        {
            Tag = TagOf(written, isMapping ? YamlTags.Mapping : YamlTags.Sequence),
            Style = (HasTag(written) ? YamlNodeStyle.Tagged : YamlNodeStyle.None) | (written.IsFlow ? YamlNodeStyle.Flow : YamlNodeStyle.None),
        };
        nodes[index] = node;
        node.Content.Capacity = written.Length;
        int end = written.End;
        while (at < end)
        {
            node.Content.Add(Build(tape, nodes, ref at));
        }

        return node;
    }

    private static YamlNode Scalar(Tape tape, in TapeNode written)
    {
        string value = tape.Value(written).ToString();
        YamlNodeStyle style = written.Style switch
        {
            ScalarStyle.SingleQuoted => YamlNodeStyle.SingleQuoted,
            ScalarStyle.DoubleQuoted => YamlNodeStyle.DoubleQuoted,
            ScalarStyle.Literal => YamlNodeStyle.Literal,
            ScalarStyle.Folded => YamlNodeStyle.Folded,
            _ => YamlNodeStyle.None,
        };
        string tag = style != YamlNodeStyle.None ? YamlTags.String : value == "<<" ? YamlTags.Merge : HasTag(written) ? "" : YamlTags.OfPlain(value);
        return new YamlNode(YamlNodeKind.Scalar) { Value = value, Tag = TagOf(written, tag), Style = style | (HasTag(written) ? YamlNodeStyle.Tagged : YamlNodeStyle.None) };
    }

    private static bool HasTag(in TapeNode written) => written.Tag is not (null or "!");

    private static string TagOf(in TapeNode written, string otherwise) => HasTag(written) ? YamlTags.Short(written.Tag!) : otherwise;
}
