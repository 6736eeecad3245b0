using System.Security.Cryptography;
using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Values;
using static Steersman.Sprig.Define;

namespace Steersman.Sprig;

/// <summary>Sprig's encodings and digests.</summary>
internal static class Encoding
{
    private const uint AdlerModulus = 65521;

    public static IEnumerable<FunctionDescriptor> Functions =>
    [
        Of("b64enc", static (_, args) => Value.FromString(GoBase64.Standard.Encode(Bytes(args[0]))), S),
        Of("b64dec", static (_, args) => Decoded(GoBase64.Standard.Decode(args[0].Text(), out byte[] bytes), bytes), S),
        Of("b32enc", static (_, args) => Value.FromString(GoBase32.Standard.Encode(Bytes(args[0]))), S),
        Of("b32dec", static (_, args) => Decoded(GoBase32.Standard.Decode(args[0].Text(), out byte[] bytes), bytes), S),
#pragma warning disable CA5350 // charts ask for this digest by name
        Of("sha1sum", static (_, args) => Value.FromString(GoHex.Encode(SHA1.HashData(Bytes(args[0])))), S),
#pragma warning restore CA5350
        Of("sha256sum", static (_, args) => Value.FromString(GoHex.Encode(SHA256.HashData(Bytes(args[0])))), S),
        Of("sha512sum", static (_, args) => Value.FromString(GoHex.Encode(SHA512.HashData(Bytes(args[0])))), S),
        Of("adler32sum", static (_, args) => Value.FromString(GoNumber.FormatUint(Adler32(Bytes(args[0])))), S),
    ];

    private static byte[] Bytes(in Value text) => GoString.ToBytes(text.Text());

    /// <summary>Sprig gives the error's text where a text cannot be decoded.</summary>
    private static Value Decoded(string? error, byte[] bytes) => Value.FromString(error ?? GoString.FromBytes(bytes));

    private static uint Adler32(ReadOnlySpan<byte> bytes)
    {
        uint a = 1;
        uint b = 0;
        foreach (byte value in bytes)
        {
            a = (a + value) % AdlerModulus;
            b = (b + a) % AdlerModulus;
        }

        return (b << 16) | a;
    }
}
