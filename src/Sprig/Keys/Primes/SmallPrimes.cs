using System.Collections;

namespace Steersman.Sprig.Keys.Primes;

/// <summary>The odd primes that most composite numbers can be divided by.</summary>
internal static class SmallPrimes
{
    private const int Limit = 1 << 14;

    /// <summary>In ascending order, from 3.</summary>
    public static int[] All { get; } = Sieve();

    private static int[] Sieve()
    {
        BitArray composite = new(Limit);
        List<int> primes = [];
        for (int number = 3; number < Limit; number += 2)
        {
            if (composite[number])
            {
                continue;
            }

            primes.Add(number);
            for (int multiple = number * number; multiple > 0 && multiple < Limit; multiple += 2 * number)
            {
                composite[multiple] = true;
            }
        }

        return [.. primes];
    }
}
