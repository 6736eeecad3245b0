using System.Net;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Values;
using Steersman.Sprig.Keys;
using static Steersman.Sprig.Define;

namespace Steersman.Sprig;

/// <summary>Sprig's certificates.</summary>
internal static class Certificates
{
    private const int KeyBits = 2048;

    private static readonly GoType Cert = CertificateValue.Type;

    private delegate Value WithKey(Frame frame, ReadOnlySpan<Value> args, PrivateKey key);

    public static IEnumerable<FunctionDescriptor> Functions =>
    [
        Of("buildCustomCert", static (_, args) => Build(args[0].Text(), args[1].Text()), S, S),
        .. Both("genCA", Authority, S, I),
        .. Both("genSelfSignedCert", SelfSigned, S, List, List, I),
        .. Both("genSignedCert", Signed, S, List, List, I, Cert),
    ];

    /// <summary>The function that makes a key of its own, and the one that gets it as its last argument.</summary>
    private static FunctionDescriptor[] Both(string name, WithKey make, params GoType[] parameters) =>
    [
        Of(name, (frame, args) =>
        {
            using RsaPrivateKey key = new(RsaKeyGeneration.Create(KeyBits, frame.Stop));
            return make(frame, args, key);
        }, parameters),
        Of(name + "WithKey", (frame, args) =>
        {
            if (!PrivateKeyReader.TryRead(args[^1].Text(), out PrivateKey? key, out string? error))
            {
                throw new FunctionException("parsing private key: " + error);
            }

            using (key)
            {
                return make(frame, args[..^1], key);
            }
        }, [.. parameters, S]),
    ];

    private static Value Build(string certificate, string privateKey)
    {
        if (GoBase64.Standard.Decode(certificate, out byte[] cert) is not null)
        {
            throw new FunctionException("unable to decode base64 certificate");
        }

        if (GoBase64.Standard.Decode(privateKey, out byte[] key) is not null)
        {
            throw new FunctionException("unable to decode base64 private key");
        }

        string pem = GoString.FromBytes(cert);
        PemBlock block = GoPem.Decode(pem) ?? throw new FunctionException("unable to decode certificate");
        using X509Certificate2 parsed = Parse(block.Bytes, "decodedCert.Bytes");
        string keyPem = GoString.FromBytes(key);
        if (!PrivateKeyReader.TryRead(keyPem, out PrivateKey? read, out string? error))
        {
            throw new FunctionException("error parsing private key: " + error);
        }

        read.Dispose();
        return Value.FromObject(new CertificateValue(pem, keyPem));
    }

    private static Value Authority(Frame frame, ReadOnlySpan<Value> args, PrivateKey key)
    {
        CertificateTemplate template = Template(frame, args[0].Text(), args[1].Bits) with { IsAuthority = true };
        return Make(template, key, null, null, key);
    }

    private static Value SelfSigned(Frame frame, ReadOnlySpan<Value> args, PrivateKey key) => Make(Template(frame, args), key, null, null, key);

    private static Value Signed(Frame frame, ReadOnlySpan<Value> args, PrivateKey key)
    {
        CertificateValue authority = (CertificateValue)args[4].Reference!;
        PemBlock block = GoPem.Decode(authority.Cert) ?? throw new FunctionException("unable to decode certificate");
        using X509Certificate2 signer = Parse(block.Bytes, "decodedSignerCert.Bytes");
        if (!PrivateKeyReader.TryRead(authority.Key, out PrivateKey? signingKey, out string? error))
        {
            throw new FunctionException("error parsing private key: " + error);
        }

        using (signingKey)
        {
            CertificateTemplate template = Template(frame, args);
            byte[] algorithm = signingKey.SignatureAlgorithm();
            if (algorithm.Length > 0 && !signingKey.PublicKeyInfo().AsSpan().SequenceEqual(signer.PublicKey.ExportSubjectPublicKeyInfo()))
            {
                throw new FunctionException("error creating certificate: x509: provided PrivateKey doesn't match parent's PublicKey");
            }

            X509SubjectKeyIdentifierExtension? keyId = signer.Extensions.OfType<X509SubjectKeyIdentifierExtension>().FirstOrDefault();
            return Make(template, key, signer.SubjectName.RawData, keyId?.SubjectKeyIdentifierBytes.ToArray(), signingKey);
        }
    }

    private static Value Make(CertificateTemplate template, PrivateKey key, byte[]? issuer, byte[]? issuerKeyId, PrivateKey signer) =>
        Value.FromObject(new CertificateValue(CertificateWriter.Write(template, key, issuer, issuerKeyId, signer), key.ToPem()));

    private static CertificateTemplate Template(Frame frame, ReadOnlySpan<Value> args)
    {
        List<IPAddress> addresses = [];
        foreach (Value value in args[1].List())
        {
            string text = value.TryGetString(out string? given) ? given : throw new FunctionException($"error parsing ip: {GoFormat.ToText(value)} is not a string");
            addresses.Add(GoIpText.Parse(text) ?? throw new FunctionException("error parsing ip: " + text));
        }

        List<string> names = [];
        foreach (Value value in args[2].List())
        {
            string text = value.TryGetString(out string? given)
                ? given
                : throw new FunctionException($"error processing alternate dns name: {GoFormat.ToText(value)} is not a string");
            names.Add(System.Text.Ascii.IsValid(text)
                ? text
                : throw new FunctionException($"error creating certificate: x509: {GoQuote.Quote(text)} cannot be encoded as an IA5String"));
        }

        return Template(frame, args[0].Text(), args[3].Bits) with { Addresses = addresses, DnsNames = names };
    }

    private static CertificateTemplate Template(Frame frame, string commonName, long days)
    {
        Span<byte> serial = stackalloc byte[16];
        frame.Services.Random(serial);
        DateTimeOffset now = frame.Services.Time.GetUtcNow();

        // Go counts the days as nanoseconds of an int64, which is about 292 years.
        long nanoseconds = unchecked(days * TimeSpan.TicksPerDay * TimeSpan.NanosecondsPerTick);
        return new CertificateTemplate
        {
            SerialNumber = new BigInteger(serial, isUnsigned: true, isBigEndian: true),
            CommonName = commonName,
            NotBefore = now,
            NotAfter = now.AddTicks(nanoseconds / TimeSpan.NanosecondsPerTick),
        };
    }

    private static X509Certificate2 Parse(byte[] der, string what)
    {
        try
        {
            return X509CertificateLoader.LoadCertificate(der);
        }
        catch (CryptographicException exception)
        {
            throw new FunctionException($"error parsing certificate: {what}: x509: malformed certificate", exception);
        }
    }
}
