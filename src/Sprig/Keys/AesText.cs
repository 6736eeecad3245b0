using System.Security.Cryptography;
using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Values;

namespace Steersman.Sprig.Keys;

/// <summary>Sprig's <c>encryptAES</c> and <c>decryptAES</c>: AES-256-CBC, the password itself being the key, the IV in front, all in base64.</summary>
internal static class AesText
{
    private const int BlockLength = 16;
    private const int KeyLength = 32;

    public static string Encrypt(string password, string text, RandomSource random)
    {
        if (text.Length == 0)
        {
            return "";
        }

        byte[] vector = new byte[BlockLength];
        random(vector);
        using Aes aes = Create(password);
        byte[] encrypted = aes.EncryptCbc(GoString.ToBytes(text), vector);
        return GoBase64.Standard.Encode([.. vector, .. encrypted]);
    }

    /// <exception cref="FunctionException">The text is no base64, or, with the words of Go's panics, nothing that <see cref="Encrypt"/> made with that password.</exception>
    public static string Decrypt(string password, string text)
    {
        if (text.Length == 0)
        {
            return "";
        }

        if (GoBase64.Standard.Decode(text, out byte[] bytes) is { } error)
        {
            throw new FunctionException(error);
        }

        // Go slices up to the capacity, which is that of the text before its padding is known.
        int capacity = text.Length / 4 * 3;
        if (bytes.Length < BlockLength)
        {
            throw Panic(capacity < BlockLength ? $"[:{BlockLength}] with capacity {capacity}" : $"[{BlockLength}:{bytes.Length}]");
        }

        if (bytes.Length % BlockLength != 0)
        {
            throw new FunctionException("crypto/cipher: input not full blocks");
        }

        if (bytes.Length == BlockLength)
        {
            throw new FunctionException("runtime error: index out of range [-1]");
        }

        using Aes aes = Create(password);
        byte[] plain = aes.DecryptCbc(bytes.AsSpan(BlockLength), bytes.AsSpan(0, BlockLength), PaddingMode.None);
        int length = plain.Length - plain[^1];
        return length >= 0 ? GoString.FromBytes(plain.AsSpan(0, length)) : throw Panic($"[:{length}]");
    }

    private static Aes Create(string password)
    {
        byte[] key = new byte[KeyLength];
        byte[] bytes = GoString.ToBytes(password);
        bytes.AsSpan(0, Math.Min(bytes.Length, KeyLength)).CopyTo(key);
        Aes aes = Aes.Create();
        aes.Key = key;
        return aes;
    }

    private static FunctionException Panic(string bounds) => new("runtime error: slice bounds out of range " + bounds);
}
