namespace Steersman.Sprig.Keys;

/// <summary>A private key as sprig makes, reads and writes it.</summary>
internal abstract class PrivateKey : IDisposable
{
    /// <summary>The key in the form that belongs to its kind, with a newline at the end.</summary>
    public abstract string ToPem();

    /// <summary>The DER of the public key's SubjectPublicKeyInfo.</summary>
    public abstract byte[] PublicKeyInfo();

    /// <summary>The DER of the identifier of the algorithm that <see cref="Sign"/> uses.</summary>
    /// <exception cref="GoTemplate.Execution.FunctionException">Certificates cannot be signed with such a key.</exception>
    public abstract byte[] SignatureAlgorithm();

    /// <summary>Signs the body of a certificate.</summary>
    public abstract byte[] Sign(byte[] data);

    public virtual void Dispose() => GC.SuppressFinalize(this);
}
