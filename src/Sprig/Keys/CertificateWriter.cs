using System.Formats.Asn1;
using System.Net;
using System.Security.Cryptography;

namespace Steersman.Sprig.Keys;

/// <summary>Writes X.509 certificates as Go's <c>x509.CreateCertificate</c> does: the same extensions in the same order.</summary>
internal static class CertificateWriter
{
    private const string CommonName = "2.5.4.3";
    private const string SubjectKeyIdentifier = "2.5.29.14";
    private const string KeyUsage = "2.5.29.15";
    private const string SubjectAlternativeName = "2.5.29.17";
    private const string BasicConstraints = "2.5.29.19";
    private const string AuthorityKeyIdentifier = "2.5.29.35";
    private const string ExtendedKeyUsage = "2.5.29.37";
    private const int LastUtcTimeYear = 2049;
    private const int KeyIdentifierLength = 20;

    /// <summary>A certificate.</summary>
    /// <param name="template">What it says.</param>
    /// <param name="key">The key whose public half it certifies.</param>
    /// <param name="issuer">DER of the issuer's name; null for its own.</param>
    /// <param name="issuerKeyId">The key identifier of the issuer, where it has one.</param>
    /// <param name="signer">The key that signs.</param>
    /// <returns>PEM.</returns>
    public static string Write(CertificateTemplate template, PrivateKey key, byte[]? issuer, byte[]? issuerKeyId, PrivateKey signer)
    {
        byte[] subject = Name(template.CommonName);
        bool isSelfSigned = issuer is null || issuer.AsSpan().SequenceEqual(subject);
        byte[] algorithm = signer.SignatureAlgorithm();
        byte[] publicKey = key.PublicKeyInfo();
        AsnWriter body = new(AsnEncodingRules.DER);
        using (body.PushSequence())
        {
            using (body.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
            {
                body.WriteInteger(2);
            }

            body.WriteInteger(template.SerialNumber);
            body.WriteEncodedValue(algorithm);
            body.WriteEncodedValue(issuer ?? subject);
            using (body.PushSequence())
            {
                WriteTime(body, template.NotBefore);
                WriteTime(body, template.NotAfter);
            }

            body.WriteEncodedValue(subject);
            body.WriteEncodedValue(publicKey);
            using (body.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 3)))
            using (body.PushSequence())
            {
                WriteExtensions(body, template, publicKey, isSelfSigned ? null : issuerKeyId);
            }
        }

        byte[] signed = body.Encode();
        AsnWriter certificate = new(AsnEncodingRules.DER);
        using (certificate.PushSequence())
        {
            certificate.WriteEncodedValue(signed);
            certificate.WriteEncodedValue(algorithm);
            certificate.WriteBitString(signer.Sign(signed));
        }

        return GoPem.Encode("CERTIFICATE", certificate.Encode());
    }

    private static byte[] Name(string commonName)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            if (commonName.Length > 0)
            {
                using (writer.PushSetOf())
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(CommonName);
                    bool printable = commonName.All(static c => char.IsAsciiLetterOrDigit(c) || " '()+,-./:=?".Contains(c, StringComparison.Ordinal));
                    writer.WriteCharacterString(printable ? UniversalTagNumber.PrintableString : UniversalTagNumber.UTF8String, commonName);
                }
            }
        }

        return writer.Encode();
    }

    private static void WriteTime(AsnWriter writer, DateTimeOffset time)
    {
        if (time.Year is >= 1950 and <= LastUtcTimeYear)
        {
            writer.WriteUtcTime(time, LastUtcTimeYear);
        }
        else
        {
            writer.WriteGeneralizedTime(time, omitFractionalSeconds: true);
        }
    }

    private static void WriteExtensions(AsnWriter writer, CertificateTemplate template, byte[] publicKey, byte[]? issuerKeyId)
    {
        AsnWriter usage = new(AsnEncodingRules.DER);
        usage.WriteNamedBitList(template.IsAuthority
            ? CertificateKeyUsage.DigitalSignature | CertificateKeyUsage.KeyEncipherment | CertificateKeyUsage.CertSign
            : CertificateKeyUsage.DigitalSignature | CertificateKeyUsage.KeyEncipherment);
        WriteExtension(writer, KeyUsage, isCritical: true, usage);

        AsnWriter extended = new(AsnEncodingRules.DER);
        using (extended.PushSequence())
        {
            extended.WriteObjectIdentifier("1.3.6.1.5.5.7.3.1");
            extended.WriteObjectIdentifier("1.3.6.1.5.5.7.3.2");
        }

        WriteExtension(writer, ExtendedKeyUsage, isCritical: false, extended);

        AsnWriter constraints = new(AsnEncodingRules.DER);
        using (constraints.PushSequence())
        {
            if (template.IsAuthority)
            {
                constraints.WriteBoolean(true);
            }
        }

        WriteExtension(writer, BasicConstraints, isCritical: true, constraints);
        WriteKeyIdentifiers(writer, template.IsAuthority ? publicKey : null, issuerKeyId);
        if (template.Addresses.Count + template.DnsNames.Count > 0)
        {
            WriteExtension(writer, SubjectAlternativeName, isCritical: template.CommonName.Length == 0, AlternativeNames(template));
        }
    }

    private static void WriteKeyIdentifiers(AsnWriter writer, byte[]? publicKey, byte[]? issuerKeyId)
    {
        if (publicKey is not null)
        {
            AsnWriter subject = new(AsnEncodingRules.DER);
            subject.WriteOctetString(KeyIdentifier(publicKey));
            WriteExtension(writer, SubjectKeyIdentifier, isCritical: false, subject);
        }

        if (issuerKeyId is not null)
        {
            AsnWriter authority = new(AsnEncodingRules.DER);
            using (authority.PushSequence())
            {
                authority.WriteOctetString(issuerKeyId, new Asn1Tag(TagClass.ContextSpecific, 0));
            }

            WriteExtension(writer, AuthorityKeyIdentifier, isCritical: false, authority);
        }
    }

    /// <summary>RFC 7093, method 1: the beginning of the SHA-256 of the key's bits.</summary>
    private static byte[] KeyIdentifier(byte[] publicKeyInfo)
    {
        AsnReader sequence = new AsnReader(publicKeyInfo, AsnEncodingRules.DER).ReadSequence();
        _ = sequence.ReadEncodedValue();
        return SHA256.HashData(sequence.ReadBitString(out _))[..KeyIdentifierLength];
    }

    private static AsnWriter AlternativeNames(CertificateTemplate template)
    {
        AsnWriter names = new(AsnEncodingRules.DER);
        using (names.PushSequence())
        {
            foreach (string name in template.DnsNames)
            {
                names.WriteCharacterString(UniversalTagNumber.IA5String, name, new Asn1Tag(TagClass.ContextSpecific, 2));
            }

            foreach (IPAddress address in template.Addresses)
            {
                IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
                names.WriteOctetString(plain.GetAddressBytes(), new Asn1Tag(TagClass.ContextSpecific, 7));
            }
        }

        return names;
    }

    private static void WriteExtension(AsnWriter writer, string identifier, bool isCritical, AsnWriter value)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(identifier);
            if (isCritical)
            {
                writer.WriteBoolean(true);
            }

            writer.WriteOctetString(value.Encode());
        }
    }
}
