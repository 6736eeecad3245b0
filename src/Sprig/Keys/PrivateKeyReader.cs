using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Steersman.Sprig.Keys;

/// <summary>Reads private keys from PEM as sprig does.</summary>
internal static class PrivateKeyReader
{
    private const string Suffix = " PRIVATE KEY";

    /// <summary>Bytes of an RSA key of 16384 bits, the largest that signs within a second.</summary>
    private const int LongestKey = 10_000;

    /// <summary>Reads the first block of a text.</summary>
    /// <param name="pem">The text.</param>
    /// <param name="key">The key, which the caller disposes.</param>
    /// <param name="error">Sprig's error; of malformed keys only its beginning is Go's. It holds nothing of the key.</param>
    public static bool TryRead(string pem, [NotNullWhen(true)] out PrivateKey? key, [NotNullWhen(false)] out string? error)
    {
        key = null;
        error = null;
        if (GoPem.Decode(pem) is not { } block)
        {
            error = "no PEM data in input";
        }
        else if (block.Bytes.Length > LongestKey)
        {
            error = "the key is too large";
        }
        else if (block.Type == "PRIVATE KEY")
        {
            error = Read(() => ReadPkcs8(block.Bytes), out key) is { } problem ? "decoding PEM as PKCS#8: " + problem : null;
        }
        else if (!block.Type.EndsWith(Suffix, StringComparison.Ordinal))
        {
            error = "no private key data in PEM block of type " + block.Type;
        }
        else
        {
            error = ReadNamed(block.Type[..^Suffix.Length], block.Bytes, out key);
        }

        return key is not null;
    }

    private static string? ReadNamed(string kind, byte[] der, out PrivateKey? key)
    {
        key = null;
        string? problem = kind switch
        {
            "RSA" => Read(() => ReadRsa(der), out key),
            "EC" => Read(() => ReadEcdsa(der), out key),
            "DSA" => Read(() => DsaPrivateKey.Read(der), out key),
            _ => "",
        };
        return problem is null ? null
            : problem.Length == 0 ? "invalid private key type " + kind
            : $"parsing {kind} private key from PEM: {problem}";
    }

    private static string? Read(Func<PrivateKey> read, out PrivateKey? key)
    {
        key = null;
        try
        {
            key = read();
            return null;
        }
        catch (Exception exception) when (exception is CryptographicException or AsnContentException or PlatformNotSupportedException)
        {
            return "asn1: structure error: malformed private key";
        }
    }

    private static RsaPrivateKey ReadRsa(byte[] der)
    {
        RSA key = RSA.Create();
        try
        {
            key.ImportRSAPrivateKey(der, out _);
            return new RsaPrivateKey(key);
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    private static EcdsaPrivateKey ReadEcdsa(byte[] der)
    {
        ECDsa key = ECDsa.Create();
        try
        {
            key.ImportECPrivateKey(der, out _);
            return new EcdsaPrivateKey(key);
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    private static PrivateKey ReadPkcs8(byte[] der)
    {
        AsnReader sequence = new AsnReader(der, AsnEncodingRules.DER).ReadSequence();
        _ = sequence.ReadInteger();
        AsnReader algorithm = sequence.ReadSequence();
        byte[] content = sequence.ReadOctetString();
        switch (algorithm.ReadObjectIdentifier())
        {
            case "1.2.840.113549.1.1.1":
                return ReadRsa(content);
            case Ed25519PrivateKey.Algorithm:
                byte[] seed = new AsnReader(content, AsnEncodingRules.DER).ReadOctetString();
                return seed.Length == Ed25519PrivateKey.SeedLength ? new Ed25519PrivateKey(seed) : throw new CryptographicException();
            default:
                ECDsa key = ECDsa.Create();
                try
                {
                    key.ImportPkcs8PrivateKey(der, out _);
                    return new EcdsaPrivateKey(key);
                }
                catch
                {
                    key.Dispose();
                    throw;
                }
        }
    }
}
