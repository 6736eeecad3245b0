using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Values;

namespace Steersman.Sprig.Tests;

public sealed class CertificatesTests
{
    [Test]
    public void A_signed_certificate_is_trusted_by_its_authority_and_fits_its_key()
    {
        Value authority = Sprig.Call("genCA", Value.FromString("my-ca"), Value.FromInt(365));
        Value signed = Sprig.Call("genSignedCert", Value.FromString("web"), Sprig.Strings("10.0.0.1", "::1"), Sprig.Strings("bar.com", "*.bat.com"), Value.FromInt(30), authority);

        using X509Certificate2 root = X509Certificate2.CreateFromPem(Sprig.Field(authority, "Cert"));
        using X509Certificate2 leaf = X509Certificate2.CreateFromPem(Sprig.Field(signed, "Cert"), Sprig.Field(signed, "Key"));
        using X509Chain chain = new();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(root);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;

        Assert.Multiple(() =>
        {
            Assert.That(chain.Build(leaf), Is.True, () => string.Join(", ", chain.ChainStatus.Select(static status => status.StatusInformation)));
            Assert.That(leaf.HasPrivateKey);
            Assert.That(leaf.MatchesHostname("x.bat.com"));
            Assert.That(leaf.MatchesHostname("10.0.0.1"));
            Assert.That(leaf.MatchesHostname("web"), Is.False, "the common name is no alternative name");
            Assert.That(leaf.NotAfter - leaf.NotBefore, Is.EqualTo(TimeSpan.FromDays(30)));
        });
    }

    [Test]
    public void Extensions_stand_in_the_order_of_Go()
    {
        Value authority = Sprig.Call("genCA", Value.FromString("my-ca"), Value.FromInt(1));
        Value signed = Sprig.Call("genSignedCert", Value.FromString("web"), Nothing(), Sprig.Strings("a"), Value.FromInt(1), authority);
        Assert.Multiple(() =>
        {
            Assert.That(Extensions(authority), Is.EqualTo("2.5.29.15! 2.5.29.37 2.5.29.19! 2.5.29.14"));
            Assert.That(Extensions(signed), Is.EqualTo("2.5.29.15! 2.5.29.37 2.5.29.19! 2.5.29.35 2.5.29.17"));
        });
    }

    [TestCase("rsa", "RSA PRIVATE KEY")]
    [TestCase("ecdsa", "EC PRIVATE KEY")]
    [TestCase("ed25519", "PRIVATE KEY")]
    public void A_generated_key_signs_its_own_certificate_and_comes_back_unchanged(string kind, string label)
    {
        string key = Sprig.CallText("genPrivateKey", Value.FromString(kind));
        Value certificate = Sprig.Call("genSelfSignedCertWithKey", Value.FromString("web"), Nothing(), Nothing(), Value.FromInt(1), Value.FromString(key));
        Assert.Multiple(() =>
        {
            Assert.That(key, Does.StartWith($"-----BEGIN {label}-----\n").And.EndsWith($"-----END {label}-----\n"));
            Assert.That(Sprig.Field(certificate, "Key"), Is.EqualTo(key));
            Assert.That(Sprig.Field(certificate, "Cert"), Does.StartWith("-----BEGIN CERTIFICATE-----\n"));
        });
    }

    [Test]
    public void A_DSA_key_is_a_sequence_of_its_numbers_and_signs_nothing()
    {
        string pem = Sprig.CallText("genPrivateKey", Value.FromString("dsa"));
        PemFields fields = PemEncoding.Find(pem);
        AsnReader numbers = new AsnReader(Convert.FromBase64String(pem[fields.Base64Data]), AsnEncodingRules.DER).ReadSequence();
        int count = 0;
        for (; numbers.HasData; count++)
        {
            _ = numbers.ReadInteger();
        }

        Assert.Multiple(() =>
        {
            Assert.That(count, Is.EqualTo(6));
            Assert.That(
                () => Sprig.Call("genCAWithKey", Value.FromString("x"), Value.FromInt(1), Value.FromString(pem)),
                Throws.TypeOf<FunctionException>().With.Message.EqualTo("error creating certificate: x509: certificate private key does not implement crypto.Signer"));
        });
    }

    [Test]
    public void A_key_that_is_not_the_authoritys_is_refused()
    {
        Value authority = Sprig.Call("genCA", Value.FromString("a"), Value.FromInt(1));
        Value other = Sprig.Call("genCA", Value.FromString("b"), Value.FromInt(1));
        Value mixed = Sprig.Call("buildCustomCert", Base64(Sprig.Field(authority, "Cert")), Base64(Sprig.Field(other, "Key")));
        Assert.That(
            () => Sprig.Call("genSignedCert", Value.FromString("web"), Nothing(), Nothing(), Value.FromInt(1), mixed),
            Throws.TypeOf<FunctionException>().With.Message.EqualTo("error creating certificate: x509: provided PrivateKey doesn't match parent's PublicKey"));
    }

    private static Value Base64(string text) => Sprig.Call("b64enc", Value.FromString(text));

    private static Value Nothing() => Value.FromList(new ValueList(GoType.AnySlice, []) { IsNil = true });

    private static string Extensions(Value certificate)
    {
        using X509Certificate2 parsed = X509Certificate2.CreateFromPem(Sprig.Field(certificate, "Cert"));
        return string.Join(' ', parsed.Extensions.Select(static extension => extension.Oid!.Value + (extension.Critical ? "!" : "")));
    }
}
