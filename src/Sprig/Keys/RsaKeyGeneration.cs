using System.Numerics;
using System.Security.Cryptography;
using Steersman.Sprig.Keys.Primes;

namespace Steersman.Sprig.Keys;

/// <summary>Makes RSA keys of two primes with the exponent 65537, as Go's crypto/rsa does.</summary>
internal static class RsaKeyGeneration
{
    private const int Exponent = 65537;

    /// <summary>Bits in which two primes must not be all the same at their beginning (FIPS 186-5, A.1.3).</summary>
    private const int DifferentBits = 100;

    /// <summary>A new key.</summary>
    /// <param name="bits">Its size, a multiple of 16.</param>
    /// <param name="stop">Ends the search.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static RSA Create(int bits, CancellationToken stop = default)
    {
        (BigInteger p, BigInteger q) = Primes(bits / 2, stop);
        BigInteger both = (p - 1) * (q - 1);
        BigInteger order = both / BigInteger.GreatestCommonDivisor(p - 1, q - 1);
        BigInteger d = Inverse(Exponent, order);
        return RSA.Create(new RSAParameters
        {
            Modulus = Bytes(p * q, bits),
            Exponent = [1, 0, 1],
            D = Bytes(d, bits),
            P = Bytes(p, bits / 2),
            Q = Bytes(q, bits / 2),
            DP = Bytes(d % (p - 1), bits / 2),
            DQ = Bytes(d % (q - 1), bits / 2),
            InverseQ = Bytes(Inverse(q, p), bits / 2),
        });
    }

    private static (BigInteger P, BigInteger Q) Primes(int bits, CancellationToken stop)
    {
        // With the token the two searches end as one.
        ParallelOptions together = new() { CancellationToken = stop };
        while (true)
        {
            (BigInteger p, BigInteger q) = (default, default);
            Parallel.Invoke(together, () => p = PrimeSearch.Find(bits, Exponent, stop), () => q = PrimeSearch.Find(bits, Exponent, stop));
            if (BigInteger.Abs(p - q).GetBitLength() > bits - DifferentBits)
            {
                return (p, q);
            }
        }
    }

    /// <summary>Euclid's algorithm; the two numbers have no common divisor.</summary>
    private static BigInteger Inverse(BigInteger value, BigInteger modulus)
    {
        (BigInteger previous, BigInteger current) = (modulus, value % modulus);
        (BigInteger before, BigInteger factor) = (BigInteger.Zero, BigInteger.One);
        while (!current.IsOne)
        {
            BigInteger quotient = BigInteger.DivRem(previous, current, out BigInteger rest);
            (previous, current) = (current, rest);
            (before, factor) = (factor, before - (quotient * factor));
        }

        return factor.Sign < 0 ? factor + modulus : factor;
    }

    private static byte[] Bytes(BigInteger number, int bits)
    {
        byte[] bytes = new byte[bits / 8];
        number.TryWriteBytes(bytes.AsSpan(bytes.Length - number.GetByteCount(isUnsigned: true)), out _, isUnsigned: true, isBigEndian: true);
        return bytes;
    }
}
