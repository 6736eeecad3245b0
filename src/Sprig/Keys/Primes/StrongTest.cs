using System.Numerics;
using System.Runtime.Intrinsics;

namespace Steersman.Sprig.Keys.Primes;

/// <summary>The test of Miller and Rabin, of four numbers or with four bases at once.</summary>
internal static class StrongTest
{
    /// <summary>Says of each number whether it passes with base 2, as nearly no composite does.</summary>
    /// <param name="numbers">Four odd numbers of the same size.</param>
    /// <param name="bits">That size.</param>
    public static bool[] WithBaseTwo(BigInteger[] numbers, int bits)
    {
        Lanes lanes = new(numbers, bits);
        Vector256<ulong>[] power = new Vector256<ulong>[lanes.Limbs];
        byte[][] exponents = new byte[Lanes.Count][];
        for (int lane = 0; lane < Lanes.Count; lane++)
        {
            exponents[lane] = (numbers[lane] - 1).ToByteArray(isUnsigned: true);
            lanes.Enter(power, lane, 1);
        }

        return Pass(lanes, numbers, bits, power, bit =>
        {
            lanes.Multiply(power, power, power);
            Lanes.Double(power, Vector256.Create(Mask(exponents[0], bit), Mask(exponents[1], bit), Mask(exponents[2], bit), Mask(exponents[3], bit)));
        });
    }

    /// <summary>True where a number passes with four bases.</summary>
    /// <param name="number">An odd number.</param>
    /// <param name="bits">Its size.</param>
    /// <param name="bases">Four bases, from 2 to the number less 2.</param>
    public static bool WithBases(BigInteger number, int bits, BigInteger[] bases)
    {
        BigInteger[] numbers = [number, number, number, number];
        Lanes lanes = new(numbers, bits);
        Vector256<ulong>[] power = new Vector256<ulong>[lanes.Limbs];
        Vector256<ulong>[] factors = new Vector256<ulong>[lanes.Limbs];
        for (int lane = 0; lane < Lanes.Count; lane++)
        {
            lanes.Enter(power, lane, 1);
            lanes.Enter(factors, lane, bases[lane]);
        }

        byte[] exponent = (number - 1).ToByteArray(isUnsigned: true);
        return Array.TrueForAll(
            Pass(lanes, numbers, bits, power, bit =>
            {
                lanes.Multiply(power, power, power);
                if (Mask(exponent, bit) != 0)
                {
                    lanes.Multiply(power, power, factors);
                }
            }),
            static passes => passes);
    }

    /// <summary>Raises the bases to (number - 1) bit by bit; on the way, at each power that is this divided by a power of two, it must be seen that the number may be prime.</summary>
    private static bool[] Pass(Lanes lanes, BigInteger[] numbers, int bits, Vector256<ulong>[] power, Action<int> takeBit)
    {
        bool[] passes = new bool[Lanes.Count];
        int[] twos = [.. numbers.Select(static number => (int)BigInteger.TrailingZeroCount(number - 1))];
        for (int bit = bits - 1; bit > 0; bit--)
        {
            takeBit(bit);
            for (int lane = 0; lane < Lanes.Count; lane++)
            {
                if (bit <= twos[lane] && !passes[lane])
                {
                    BigInteger reached = lanes.Leave(power, lane);
                    BigInteger one = lanes.Form(lane, 1);
                    passes[lane] = reached == numbers[lane] - one || (bit == twos[lane] && reached == one);
                }
            }
        }

        return passes;
    }

    private static ulong Mask(byte[] number, int bit) => bit / 8 < number.Length && (number[bit / 8] >> (bit % 8) & 1) != 0 ? ulong.MaxValue : 0;
}
