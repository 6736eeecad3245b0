using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Steersman.Sprig.Keys.Primes;

/// <summary>
/// Montgomery multiplication of four numbers at once, each with an odd modulus of its own of the same size: number by number in the lanes of vectors, limbs of 28 bits, carries put off to the end.
/// </summary>
/// <remarks>Not safe for use by several threads. Operands may be a few times the modulus; results are below twice the modulus.</remarks>
internal sealed class Lanes
{
    public const int Count = 4;

    private const int LimbBits = 28;
    private const uint LimbMask = (1U << LimbBits) - 1;

    /// <summary>Room above the modulus, so that nothing need be subtracted.</summary>
    private const int SpareBits = 6;

    private readonly BigInteger[] _moduli;
    private readonly Vector256<ulong>[] _modulus;
    private readonly Vector256<ulong>[] _sum;
    private readonly Vector256<ulong> _negativeInverse;
    private readonly int _bits;

    /// <param name="moduli">Four odd numbers.</param>
    /// <param name="bits">The size of the largest; at most 3500, for sums of products to fit 64 bits.</param>
    public Lanes(BigInteger[] moduli, int bits)
    {
        _moduli = moduli;
        Limbs = Math.Max(2, (bits + SpareBits + LimbBits - 1) / LimbBits);
        _bits = Limbs * LimbBits;
        _modulus = new Vector256<ulong>[Limbs];
        _sum = new Vector256<ulong>[Limbs];
        Span<ulong> inverses = stackalloc ulong[Count];
        for (int lane = 0; lane < Count; lane++)
        {
            Set(_modulus, lane, moduli[lane]);
            inverses[lane] = NegativeInverse((uint)(moduli[lane] & LimbMask));
        }

        _negativeInverse = Vector256.Create<ulong>(inverses);
    }

    /// <summary>How many vectors a number takes.</summary>
    public int Limbs { get; }

    /// <summary>Puts a number into a lane, in Montgomery's form.</summary>
    public void Enter(Vector256<ulong>[] target, int lane, BigInteger value) => Set(target, lane, (value << _bits) % _moduli[lane]);

    /// <summary>The number in a lane, below its modulus, still in Montgomery's form: to be compared with <see cref="Form"/>.</summary>
    public BigInteger Leave(Vector256<ulong>[] source, int lane)
    {
        BigInteger value = BigInteger.Zero;
        for (int index = Limbs - 1; index >= 0; index--)
        {
            value = (value << LimbBits) + source[index][lane];
        }

        return value % _moduli[lane];
    }

    /// <summary>Montgomery's form of a number.</summary>
    public BigInteger Form(int lane, BigInteger value) => (value << _bits) % _moduli[lane];

    /// <summary>Doubles the numbers of the lanes whose mask is all ones.</summary>
    public static void Double(Vector256<ulong>[] value, Vector256<ulong> mask)
    {
        Vector256<ulong> carry = Vector256<ulong>.Zero;
        Vector256<ulong> low = Vector256.Create((ulong)LimbMask);
        for (int index = 0; index < value.Length; index++)
        {
            Vector256<ulong> limb = value[index];
            limb += (limb & mask) + carry;
            value[index] = limb & low;
            carry = limb >>> LimbBits;
        }
    }

    /// <summary>Multiplies into <paramref name="target"/>, which may be one of the operands.</summary>
    public void Multiply(Vector256<ulong>[] target, Vector256<ulong>[] left, Vector256<ulong>[] right)
    {
        int limbs = Limbs;
        Span<Vector256<ulong>> sum = _sum.AsSpan(0, limbs);
        ReadOnlySpan<Vector256<ulong>> modulus = _modulus.AsSpan(0, limbs);
        ReadOnlySpan<Vector256<ulong>> factor = right.AsSpan(0, limbs);
        Vector256<ulong> low = Vector256.Create((ulong)LimbMask);
        sum.Clear();
        for (int index = 0; index < limbs; index++)
        {
            Vector256<ulong> digit = left[index];
            Vector256<ulong> first = sum[0] + Product(digit, factor[0]);
            Vector256<ulong> quotient = Product(first & low, _negativeInverse) & low;
            sum[1] += (first + Product(quotient, modulus[0])) >>> LimbBits;
            for (int at = 1; at < sum.Length && at < factor.Length && at < modulus.Length; at++)
            {
                sum[at - 1] = sum[at] + Product(digit, factor[at]) + Product(quotient, modulus[at]);
            }

            sum[^1] = Vector256<ulong>.Zero;
        }

        Vector256<ulong> carry = Vector256<ulong>.Zero;
        for (int index = 0; index < sum.Length; index++)
        {
            Vector256<ulong> limb = sum[index] + carry;
            target[index] = limb & low;
            carry = limb >>> LimbBits;
        }
    }

    /// <summary>The products of numbers below 2^32.</summary>
    private static Vector256<ulong> Product(Vector256<ulong> left, Vector256<ulong> right) =>
        Avx2.IsSupported ? Avx2.Multiply(left.AsUInt32(), right.AsUInt32()) : left * right;

    private static void Set(Vector256<ulong>[] target, int lane, BigInteger value)
    {
        for (int index = 0; index < target.Length; index++, value >>= LimbBits)
        {
            target[index] = target[index].WithElement(lane, (ulong)(value & LimbMask));
        }
    }

    /// <summary>Minus the inverse of an odd number, modulo a limb.</summary>
    private static uint NegativeInverse(uint odd)
    {
        uint inverse = odd;
        for (int round = 0; round < 5; round++)
        {
            inverse *= 2 - (odd * inverse);
        }

        return unchecked(0 - inverse) & LimbMask;
    }
}
