using System.Globalization;
using Steersman.Yaml.Parsing;

namespace Steersman.Yaml.Decoding;

/// <summary>A key as go-yaml has it before sigs.k8s.io/yaml makes it a string: <c>1</c> and <c>"1"</c> differ.</summary>
internal readonly record struct MapKey(ScalarKind Kind, string Text)
{
    /// <summary>True for what sigs.k8s.io/yaml makes no string of.</summary>
    public bool IsUnsupported => Kind is ScalarKind.Null or ScalarKind.UInt64;

    /// <summary>True for <c>&lt;&lt;</c>, whose value is merged into the map.</summary>
    public static bool IsMerge(Tape tape, in TapeNode node) =>
        node.Kind is NodeKind.Scalar && node.Length <= 2 && (node.IsImplicit || node.Tag == "tag:yaml.org,2002:merge") && tape.Value(node) is "<<";

    /// <summary>The key that a scalar makes.</summary>
    public static MapKey Of(Tape tape, in TapeNode node)
    {
        ReadOnlySpan<char> value = tape.Value(node);
        string? text = node.Text;
        Scalar scalar = Scalar.String;
        if (node.Tag is not null)
        {
            scalar = TaggedScalar.Resolve(node.Tag, value, out string? changed);
            text = changed ?? text;
        }
        else if (node.IsImplicit)
        {
            scalar = ScalarResolver.Resolve(value, withTimestamps: false);
        }

        return new MapKey(scalar.Kind, scalar.Kind switch
        {
            ScalarKind.Null => "",
            ScalarKind.Bool => scalar.Bits != 0 ? "true" : "false",
            ScalarKind.Int64 => scalar.Bits.ToString(CultureInfo.InvariantCulture),
            ScalarKind.UInt64 => ((ulong)scalar.Bits).ToString(CultureInfo.InvariantCulture),
            ScalarKind.Float64 => FloatText(scalar.Number),
            _ => text ?? KeyText.Get(value),
        });
    }

    private static string FloatText(double value) => GoFloat.Shortest32(value) switch
    {
        "+Inf" => ".inf",
        "-Inf" => "-.inf",
        "NaN" => ".nan",
        string text => text,
    };
}
