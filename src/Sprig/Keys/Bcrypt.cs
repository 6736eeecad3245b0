using System.Text;
using Org.BouncyCastle.Crypto.Generators;

namespace Steersman.Sprig.Keys;

/// <summary>Go's <c>bcrypt.GenerateFromPassword</c>: version 2a.</summary>
internal static class Bcrypt
{
    /// <summary>Go's default cost.</summary>
    public const int DefaultCost = 10;

    public const int SaltLength = 16;

    private const int PasswordLimit = 72;
    private const int HashLength = 23;
    private const string Alphabet = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>True where a password is longer than bcrypt can take.</summary>
    public static bool IsTooLong(byte[] password) => password.Length > PasswordLimit;

    /// <summary>The hash in the form of crypt(3).</summary>
    public static string Hash(byte[] password, byte[] salt, int cost)
    {
        // The password ends with a NUL, as C's strings do; of the longest one it is cut off.
        byte[] key = new byte[Math.Min(password.Length + 1, PasswordLimit)];
        password.AsSpan(0, Math.Min(password.Length, key.Length)).CopyTo(key);
        byte[] hash = BCrypt.Generate(key, salt, cost);
        return $"$2a${cost:00}${Encode(salt)}{Encode(hash.AsSpan(0, HashLength))}";
    }

    private static string Encode(ReadOnlySpan<byte> bytes)
    {
        StringBuilder text = new(bytes.Length * 4 / 3 + 1);
        for (int at = 0; at < bytes.Length; at += 3)
        {
            int block = (bytes[at] << 16) | ((at + 1 < bytes.Length ? bytes[at + 1] : 0) << 8) | (at + 2 < bytes.Length ? bytes[at + 2] : 0);
            int digits = Math.Min(bytes.Length - at, 3) + 1;
            for (int index = 0; index < digits; index++)
            {
                text.Append(Alphabet[(block >> (18 - (index * 6))) & 63]);
            }
        }

        return text.ToString();
    }
}
