using System.Runtime.InteropServices;

namespace Steersman.Yaml.Decoding;

/// <summary>A scalar resolved: its kind and, for all but strings and times, its bits.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Scalar(ScalarKind Kind, long Bits)
{
    public static Scalar String => default;

    public static Scalar Null => new(ScalarKind.Null, 0);

    public static Scalar Timestamp => new(ScalarKind.Timestamp, 0);

    public double Number => BitConverter.Int64BitsToDouble(Bits);

    public static Scalar OfBool(bool value) => new(ScalarKind.Bool, value ? 1 : 0);

    public static Scalar OfInt64(long value) => new(ScalarKind.Int64, value);

    public static Scalar OfUInt64(ulong value) => new(ScalarKind.UInt64, (long)value);

    public static Scalar OfFloat64(double value) => new(ScalarKind.Float64, BitConverter.DoubleToInt64Bits(value));
}
