using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using Steersman.GoTemplate.Execution;

namespace Steersman.Sprig.Keys;

/// <summary>A DSA key, in OpenSSL's old form. Go signs no certificates with it.</summary>
internal sealed class DsaPrivateKey : PrivateKey
{
    private readonly BigInteger[] _numbers;

    private DsaPrivateKey(BigInteger[] numbers) => _numbers = numbers;

    /// <summary>A new key of 2048 bits with a q of 256.</summary>
    /// <param name="stop">Ends the wait for it.</param>
    /// <exception cref="OperationCanceledException">The wait was ended; the key is finished for nobody.</exception>
    public static DsaPrivateKey Generate(CancellationToken stop)
    {
        // Finding its parameters takes the framework seconds, in one call.
        Task<DsaPrivateKey> key = Task.Run(Generate, stop);
        key.Wait(stop);
        return key.Result;
    }

    private static DsaPrivateKey Generate()
    {
#pragma warning disable CA5384 // charts ask for the kind of key by name
        using DSA key = DSA.Create(2048);
#pragma warning restore CA5384
        DSAParameters parameters = key.ExportParameters(includePrivateParameters: true);
        return new([.. new[] { parameters.P, parameters.Q, parameters.G, parameters.Y, parameters.X }.Select(static bytes => new BigInteger(bytes, isUnsigned: true, isBigEndian: true))]);
    }

    /// <summary>Reads version, p, q, g, y and x.</summary>
    /// <exception cref="AsnContentException">The DER is no such sequence.</exception>
    public static DsaPrivateKey Read(byte[] der)
    {
        AsnReader sequence = new AsnReader(der, AsnEncodingRules.DER).ReadSequence();
        _ = sequence.ReadInteger();
        return new([sequence.ReadInteger(), sequence.ReadInteger(), sequence.ReadInteger(), sequence.ReadInteger(), sequence.ReadInteger()]);
    }

    public override string ToPem()
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(0);
            foreach (BigInteger number in _numbers)
            {
                writer.WriteInteger(number);
            }
        }

        return GoPem.Encode("DSA PRIVATE KEY", writer.Encode());
    }

    public override byte[] PublicKeyInfo() => throw Unusable();

    public override byte[] SignatureAlgorithm() => throw Unusable();

    public override byte[] Sign(byte[] data) => throw Unusable();

    private static FunctionException Unusable() => new("error creating certificate: x509: certificate private key does not implement crypto.Signer");
}
