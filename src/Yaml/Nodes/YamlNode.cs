namespace Steersman.Yaml.Nodes;

/// <summary>A node of a document as it was written: go-yaml v3's <c>Node</c>, without comments. Mutable, not thread-safe.</summary>
public sealed class YamlNode(YamlNodeKind kind)
{
    public YamlNodeKind Kind { get; set; } = kind;

    public YamlNodeStyle Style { get; set; }

    /// <summary>Tag in its short form, <c>!!str</c>; empty where the value alone decides.</summary>
    public string Tag { get; set; } = "";

    /// <summary>Text of a scalar, name of an alias; else empty.</summary>
    public string Value { get; set; } = "";

    /// <summary>Elements of a sequence; keys and values of a mapping by turns.</summary>
    public List<YamlNode> Content { get; private set; } = [];

    /// <summary>What an alias stands for.</summary>
    public YamlNode? Target { get; set; }

    public static YamlNode Scalar(string value, string tag = "", YamlNodeStyle style = YamlNodeStyle.None) => new(YamlNodeKind.Scalar) { Value = value, Tag = tag, Style = style };

    /// <summary>Takes over everything of another node; the content's nodes are shared, its list is not.</summary>
    public void Become(YamlNode other)
    {
        ArgumentNullException.ThrowIfNull(other);
        (Kind, Style, Tag, Value, Target) = (other.Kind, other.Style, other.Tag, other.Value, other.Target);
        Content = ReferenceEquals(this, other) ? Content : [.. other.Content];
    }

    /// <summary>Puts other nodes in the place of the content.</summary>
    public void Replace(List<YamlNode> content) => Content = content;

    /// <summary>A copy in depth; targets of aliases are shared.</summary>
    public YamlNode Copy()
    {
        YamlNode copy = new(Kind) { Style = Style, Tag = Tag, Value = Value, Target = Target };
        copy.Content.Capacity = Content.Count;
        foreach (YamlNode child in Content)
        {
            copy.Content.Add(child.Copy());
        }

        return copy;
    }
}
