using System.Numerics;
using System.Security.Cryptography;
using Steersman.Sprig.Keys;
using Steersman.Sprig.Keys.Primes;

namespace Steersman.Sprig.Tests;

/// <summary>The primes of keys, checked by arithmetic of another kind.</summary>
public sealed class RsaKeysTests
{
    // Strong pseudoprimes to base 2, Carmichael numbers, and primes.
    private static readonly int[] Odd = [2047, 3277, 4033, 4681, 8321, 15841, 29341, 42799, 49141, 52633, 65281, 74665, 561, 1105, 41041, 825265, 65537, 40961, 12289, 7919, 5, 7, 13, 17, 97, 193, 257, 10007];

    [TestCase(1024)]
    [TestCase(2048)]
    public void A_key_signs_and_its_numbers_belong_together(int bits)
    {
        using RSA key = RsaKeyGeneration.Create(bits);
        byte[] data = [1, 2, 3];
        Assert.That(key.VerifyData(data, key.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), Is.True);

        RSAParameters numbers = key.ExportParameters(includePrivateParameters: true);
        BigInteger p = Number(numbers.P), q = Number(numbers.Q), d = Number(numbers.D);
        Assert.Multiple(() =>
        {
            Assert.That(key.KeySize, Is.EqualTo(bits));
            Assert.That(p * q, Is.EqualTo(Number(numbers.Modulus)));
            Assert.That((p * q).GetBitLength(), Is.EqualTo(bits));
            Assert.That(d * 65537 % (p - 1), Is.EqualTo(BigInteger.One));
            Assert.That(d * 65537 % (q - 1), Is.EqualTo(BigInteger.One));
            Assert.That(d % (p - 1), Is.EqualTo(Number(numbers.DP)));
            Assert.That(d % (q - 1), Is.EqualTo(Number(numbers.DQ)));
            Assert.That(q * Number(numbers.InverseQ) % p, Is.EqualTo(BigInteger.One));
            foreach (int witness in (int[])[2, 3, 5, 7, 11, 13])
            {
                Assert.That(BigInteger.ModPow(witness, p - 1, p), Is.EqualTo(BigInteger.One));
                Assert.That(BigInteger.ModPow(witness, q - 1, q), Is.EqualTo(BigInteger.One));
            }
        });
    }

    [Test]
    public void Small_numbers_pass_with_base_two_as_the_definition_says()
    {
        foreach (int[] four in Odd.Chunk(4))
        {
            bool[] passes = StrongTest.WithBaseTwo([.. four.Select(static number => (BigInteger)number)], 20);
            Assert.That(passes, Is.EqualTo(four.Select(static number => Passes(number, 2))), string.Join(' ', four));
        }
    }

    [Test]
    public void A_pseudoprime_is_found_out_by_other_bases()
    {
        Assert.That(StrongTest.WithBases(2047, 11, [2, 2, 2, 2]), Is.True);
        Assert.That(StrongTest.WithBases(2047, 11, [2, 2, 2, 3]), Is.False);
        Assert.That(StrongTest.WithBases(7919, 13, [2, 3, 5, 7917]), Is.True);
    }

    [TestCase(512)]
    [TestCase(1024)]
    [TestCase(2048)]
    public void Products_are_those_of_big_integers(int bits)
    {
        System.Random random = new(bits);
        BigInteger[] moduli = [.. Enumerable.Range(0, Lanes.Count).Select(_ => Next(random, bits) | 1)];
        Lanes lanes = new(moduli, bits);
        System.Runtime.Intrinsics.Vector256<ulong>[] left = new System.Runtime.Intrinsics.Vector256<ulong>[lanes.Limbs];
        System.Runtime.Intrinsics.Vector256<ulong>[] right = new System.Runtime.Intrinsics.Vector256<ulong>[lanes.Limbs];
        BigInteger[] expected = new BigInteger[Lanes.Count];
        for (int lane = 0; lane < Lanes.Count; lane++)
        {
            (BigInteger a, BigInteger b) = (lane == 0 ? moduli[lane] - 1 : Next(random, bits), Next(random, bits));
            lanes.Enter(left, lane, a);
            lanes.Enter(right, lane, b);
            expected[lane] = BigInteger.ModPow(a * b, 1 << 10, moduli[lane]) * 2 % moduli[lane];
        }

        lanes.Multiply(left, left, right);
        for (int round = 0; round < 10; round++)
        {
            lanes.Multiply(left, left, left);
        }

        Lanes.Double(left, System.Runtime.Intrinsics.Vector256<ulong>.AllBitsSet);
        for (int lane = 0; lane < Lanes.Count; lane++)
        {
            Assert.That(lanes.Leave(left, lane), Is.EqualTo(lanes.Form(lane, expected[lane])));
        }
    }

    private static bool Passes(int number, int witness)
    {
        int twos = BitOperations.TrailingZeroCount(number - 1);
        BigInteger power = BigInteger.ModPow(witness, (number - 1) >> twos, number);
        bool passes = power.IsOne || power == number - 1;
        for (int round = 1; round < twos; round++)
        {
            power = power * power % number;
            passes |= power == number - 1;
        }

        return passes;
    }

    private static BigInteger Next(System.Random random, int bits)
    {
        byte[] bytes = new byte[bits / 8];
        random.NextBytes(bytes);
        bytes[^1] |= 0x80;
        return new BigInteger(bytes, isUnsigned: true);
    }

    private static BigInteger Number(byte[]? bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}
