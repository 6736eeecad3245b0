using System.Globalization;

namespace Steersman.Yaml.Decoding;

/// <summary>The order in which fmt prints the keys of a <c>map[interface {}]interface {}</c> (internal/fmtsort): nil, then by type, in each type by value.</summary>
/// <remarks>Go orders types by where the linker has put them; this is how Helm 4.3.1 is linked.</remarks>
internal sealed class MapKeyOrder : IComparer<MapKey>
{
    public static readonly MapKeyOrder Instance = new();

    public int Compare(MapKey left, MapKey right)
    {
        int byType = Rank(left.Kind).CompareTo(Rank(right.Kind));
        return byType != 0 ? byType : left.Kind switch
        {
            ScalarKind.Int64 or ScalarKind.UInt64 => Int128.Parse(left.Text, CultureInfo.InvariantCulture).CompareTo(Int128.Parse(right.Text, CultureInfo.InvariantCulture)),
            ScalarKind.Float64 => Number(left.Text).CompareTo(Number(right.Text)),
            _ => string.CompareOrdinal(left.Text, right.Text),
        };
    }

    private static int Rank(ScalarKind kind) => kind switch
    {
        ScalarKind.Null => 0,
        ScalarKind.UInt64 => 2,
        ScalarKind.Int64 => 3,
        ScalarKind.Float64 => 4,
        ScalarKind.Bool => 5,
        _ => 1,
    };

    private static double Number(string text) => text switch
    {
        ".inf" => double.PositiveInfinity,
        "-.inf" => double.NegativeInfinity,
        ".nan" => double.NaN,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };
}
