using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Steersman.Sprig.Keys;

/// <summary>An ECDSA key: SEC 1, signing with the digest that fits the curve.</summary>
internal sealed class EcdsaPrivateKey(ECDsa key) : PrivateKey
{
    public override string ToPem() => GoPem.Encode("EC PRIVATE KEY", key.ExportECPrivateKey());

    public override byte[] PublicKeyInfo() => key.ExportSubjectPublicKeyInfo();

    public override byte[] SignatureAlgorithm()
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(key.KeySize switch
            {
                384 => "1.2.840.10045.4.3.3",
                521 => "1.2.840.10045.4.3.4",
                _ => "1.2.840.10045.4.3.2",
            });
        }

        return writer.Encode();
    }

    public override byte[] Sign(byte[] data) => key.SignData(data, Digest(), DSASignatureFormat.Rfc3279DerSequence);

    public override void Dispose()
    {
        key.Dispose();
        base.Dispose();
    }

    private HashAlgorithmName Digest() => key.KeySize switch
    {
        384 => HashAlgorithmName.SHA384,
        521 => HashAlgorithmName.SHA512,
        _ => HashAlgorithmName.SHA256,
    };
}
