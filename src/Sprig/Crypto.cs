using System.Security.Cryptography;
using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Values;
using Steersman.Sprig.Keys;
using static Steersman.Sprig.Define;

namespace Steersman.Sprig;

/// <summary>Sprig's passwords, ciphers and private keys.</summary>
internal static class Crypto
{
    private static readonly GoType Uint32 = new(GoKind.Uint32, "uint32");

    public static IEnumerable<FunctionDescriptor> Functions =>
    [
        Of("bcrypt", static (frame, args) => Value.FromString(HashPassword(frame, args[0].Text())), S),
        Of("htpasswd", static (frame, args) => Value.FromString(Htpasswd(frame, args[0].Text(), args[1].Text())), S, S),
        Of("derivePassword", static (_, args) => Value.FromString(DerivePassword(args)), Uint32, S, S, S, S),
        Of("encryptAES", static (frame, args) => Value.FromString(AesText.Encrypt(args[0].Text(), args[1].Text(), frame.Services.Random)), S, S),
        Of("decryptAES", static (_, args) => Value.FromString(AesText.Decrypt(args[0].Text(), args[1].Text())), S, S),
        Of("genPrivateKey", static (frame, args) => Value.FromString(GeneratePrivateKey(frame, args[0].Text())), S),
    ];

    private static string HashPassword(Frame frame, string password)
    {
        byte[] bytes = GoString.ToBytes(password);
        if (Bcrypt.IsTooLong(bytes))
        {
            return "failed to encrypt string with bcrypt: bcrypt: password length exceeds 72 bytes";
        }

        byte[] salt = new byte[Bcrypt.SaltLength];
        frame.Services.Random(salt);
        return Bcrypt.Hash(bytes, salt, Bcrypt.DefaultCost);
    }

    private static string Htpasswd(Frame frame, string user, string password) =>
        user.Contains(':', StringComparison.Ordinal) ? "invalid username: " + user : $"{user}:{HashPassword(frame, password)}";

    private static string DerivePassword(ReadOnlySpan<Value> args)
    {
        string kind = args[1].Text();
        return MasterPassword.Knows(kind)
            ? MasterPassword.Derive((uint)args[0].Bits, kind, GoString.ToBytes(args[2].Text()), GoString.ToBytes(args[3].Text()), GoString.ToBytes(args[4].Text()))
            : "cannot find password template " + kind;
    }

    private static string GeneratePrivateKey(Frame frame, string kind)
    {
        switch (kind)
        {
            case "" or "rsa":
                using (RsaPrivateKey key = new(RsaKeyGeneration.Create(4096, frame.Stop)))
                {
                    return key.ToPem();
                }

            case "dsa":
                using (DsaPrivateKey key = DsaPrivateKey.Generate(frame.Stop))
                {
                    return key.ToPem();
                }

            case "ecdsa":
                using (EcdsaPrivateKey key = new(ECDsa.Create(ECCurve.NamedCurves.nistP256)))
                {
                    return key.ToPem();
                }

            case "ed25519":
                byte[] seed = new byte[Ed25519PrivateKey.SeedLength];
                frame.Services.Random(seed);
                using (Ed25519PrivateKey key = new(seed))
                {
                    return key.ToPem();
                }

            default:
                return "Unknown type " + kind;
        }
    }
}
