using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Steersman.Sprig.Keys;

/// <summary>An RSA key: PKCS #1, signing with SHA-256.</summary>
internal sealed class RsaPrivateKey(RSA key) : PrivateKey
{
    public override string ToPem() => GoPem.Encode("RSA PRIVATE KEY", key.ExportRSAPrivateKey());

    public override byte[] PublicKeyInfo() => key.ExportSubjectPublicKeyInfo();

    public override byte[] SignatureAlgorithm()
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier("1.2.840.113549.1.1.11");
            writer.WriteNull();
        }

        return writer.Encode();
    }

    public override byte[] Sign(byte[] data) => key.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    public override void Dispose()
    {
        key.Dispose();
        base.Dispose();
    }
}
