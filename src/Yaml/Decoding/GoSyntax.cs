using System.Globalization;
using System.Text;
using Steersman.Yaml.Parsing;

namespace Steersman.Yaml.Decoding;

/// <summary>Go's <c>%#v</c> of decoded nodes, which some of go-yaml's error texts hold.</summary>
internal sealed class GoSyntax(Tape tape)
{
    /// <summary>How much of a node is shown; go-yaml shows all, which a hostile text could make endless by aliases.</summary>
    private const int LongestText = 4096;

    private readonly StringBuilder _text = new();

    public static string Format(Tape tape, int index, bool isNested = false)
    {
        GoSyntax syntax = new(tape);
        syntax.Append(index, isNested);
        return syntax._text.ToString();
    }

    private void Append(int index, bool isNested)
    {
        index = MapEntries.Target(tape, index);

        if (_text.Length > LongestText)
        {
            return;
        }

        TapeNode node = tape[index];
        if (node.Kind == NodeKind.Scalar)
        {
            AppendScalar(node, isNested);
            return;
        }

        if (node.Kind == NodeKind.Sequence)
        {
            AppendParts("[]interface {}{", MapEntries.Children(tape, index).Select(child => Format(tape, child, isNested: true)));
            return;
        }

        AppendParts("map[interface {}]interface {}{", MapEntries.Of(tape, index)
            .OrderBy(static entry => entry.Key, MapKeyOrder.Instance)
            .Select(entry => Format(tape, entry.Value.Key, isNested: true) + ":" + Format(tape, entry.Value.Value, isNested: true)));
    }

    /// <summary>Appends the parts of a container, up to the length that is shown.</summary>
    private void AppendParts(string type, IEnumerable<string> parts)
    {
        _text.Append(type);
        string separator = "";
        foreach (string part in parts)
        {
            _text.Append(separator).Append(part);
            separator = ", ";
            if (_text.Length > LongestText)
            {
                break;
            }
        }

        _text.Append('}');
    }

    private void AppendScalar(in TapeNode node, bool isNested)
    {
        ReadOnlySpan<char> value = tape.Value(node);
        string? text = null;
        Scalar scalar = node.Tag is not null ? TaggedScalar.Resolve(node.Tag, value, out text)
            : node.IsImplicit ? ScalarResolver.Resolve(value, withTimestamps: false) : Scalar.String;
        _text.Append(scalar.Kind switch
        {
            ScalarKind.Null => isNested ? "interface {}(nil)" : "<nil>",
            ScalarKind.Bool => scalar.Bits != 0 ? "true" : "false",
            ScalarKind.Int64 => scalar.Bits.ToString(CultureInfo.InvariantCulture),
            ScalarKind.UInt64 => $"0x{scalar.Bits:x}",
            ScalarKind.Float64 => GoFloat.Shortest(scalar.Number),
            _ => QuotedText.Quote(text ?? value),
        });
    }
}
