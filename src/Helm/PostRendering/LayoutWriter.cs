using System.Text;

namespace Steersman.Helm.PostRendering;

/// <summary>Writes a tree as kyaml does: two blanks a level, sequences not indented under their keys, comments and styles of scalars kept.</summary>
internal static class LayoutWriter
{
    /// <summary>The text of a document, with a line feed at its end.</summary>
    /// <exception cref="LayoutException">Comments stand where they cannot be kept.</exception>
    public static string Write(LayoutNode root)
    {
        StringBuilder text = new();
        if (root.IsFlow)
        {
            WriteFlow(root, text);
            text.Append('\n');
        }
        else
        {
            WriteBlock(root, 0, text);
        }

        return text.ToString();
    }

    private static void WriteBlock(LayoutNode node, int indent, StringBuilder text)
    {
        foreach (LayoutEntry entry in node.Entries)
        {
            foreach (string comment in entry.Comments)
            {
                text.Append(' ', indent).Append(comment).Append('\n');
            }

            text.Append(' ', indent);
            if (node.Kind is LayoutKind.Mapping)
            {
                text.Append(entry.Key).Append(':');
                WriteValue(entry.Value, indent, text);
            }
            else
            {
                text.Append('-');
                WriteItem(entry.Value, indent, text);
            }
        }
    }

    private static void WriteValue(LayoutNode value, int indent, StringBuilder text)
    {
        if (value.Kind is LayoutKind.Scalar || value.IsFlow)
        {
            WriteInline(value, indent, text);
            return;
        }

        if (value.Comment.Length > 0)
        {
            text.Append(' ').Append(value.Comment);
        }

        text.Append('\n');
        WriteBlock(value, value.Kind is LayoutKind.Sequence ? indent : indent + 2, text);
    }

    private static void WriteItem(LayoutNode item, int indent, StringBuilder text)
    {
        if (item.Kind is LayoutKind.Scalar || item.IsFlow)
        {
            WriteInline(item, indent, text);
            return;
        }

        if (item.Comment.Length > 0 || item.Entries[0].Comments.Count > 0)
        {
            throw new LayoutException("a comment at the start of an item");
        }

        StringBuilder below = new();
        WriteBlock(item, indent + 2, below);
        text.Append(' ').Append(below, indent + 2, below.Length - indent - 2);
    }

    private static void WriteInline(LayoutNode value, int indent, StringBuilder text)
    {
        if (value.Kind is not LayoutKind.Scalar)
        {
            text.Append(' ');
            WriteFlow(value, text);
        }
        else if (value.Text.Length > 0)
        {
            text.Append(' ').Append(value.Text);
        }

        text.Append('\n');
        foreach (string line in value.BlockLines ?? [])
        {
            text.Append(' ', line.Length > 0 ? indent + 2 : 0).Append(line).Append('\n');
        }
    }

    private static void WriteFlow(LayoutNode node, StringBuilder text)
    {
        if (node.Kind is LayoutKind.Scalar)
        {
            text.Append(node.Text);
            return;
        }

        bool isMapping = node.Kind is LayoutKind.Mapping;
        text.Append(isMapping ? '{' : '[');
        for (int index = 0; index < node.Entries.Count; index++)
        {
            LayoutEntry entry = node.Entries[index];
            text.Append(index > 0 ? ", " : "");
            if (isMapping)
            {
                text.Append(entry.Key).Append(": ");
            }

            WriteFlow(entry.Value, text);
        }

        text.Append(isMapping ? '}' : ']');
    }
}
