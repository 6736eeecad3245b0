namespace Steersman.Sprig.Keys;

/// <summary>The bits of the key usage extension that sprig sets (RFC 5280, 4.2.1.3), by their places.</summary>
[Flags]
internal enum CertificateKeyUsage
{
    None = 0,
    DigitalSignature = 1 << 0,
    KeyEncipherment = 1 << 2,
    CertSign = 1 << 5,
}
