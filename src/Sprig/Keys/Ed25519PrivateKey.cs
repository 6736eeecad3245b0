using System.Formats.Asn1;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace Steersman.Sprig.Keys;

/// <summary>An Ed25519 key: PKCS #8.</summary>
internal sealed class Ed25519PrivateKey(byte[] seed) : PrivateKey
{
    public const string Algorithm = "1.3.101.112";

    /// <summary>Bytes of a seed.</summary>
    public const int SeedLength = 32;

    private readonly Ed25519PrivateKeyParameters _key = new(seed, 0);

    public override string ToPem()
    {
        AsnWriter inner = new(AsnEncodingRules.DER);
        inner.WriteOctetString(seed);
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(0);
            writer.WriteEncodedValue(SignatureAlgorithm());
            writer.WriteOctetString(inner.Encode());
        }

        return GoPem.Encode("PRIVATE KEY", writer.Encode());
    }

    public override byte[] PublicKeyInfo()
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(SignatureAlgorithm());
            writer.WriteBitString(_key.GeneratePublicKey().GetEncoded());
        }

        return writer.Encode();
    }

    public override byte[] SignatureAlgorithm()
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(Algorithm);
        }

        return writer.Encode();
    }

    public override byte[] Sign(byte[] data)
    {
        Ed25519Signer signer = new();
        signer.Init(true, _key);
        signer.BlockUpdate(data, 0, data.Length);
        return signer.GenerateSignature();
    }
}
