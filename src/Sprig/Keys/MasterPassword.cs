using System.Buffers.Binary;
using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Generators;

namespace Steersman.Sprig.Keys;

/// <summary>The passwords of masterpassword.app, which sprig's <c>derivePassword</c> makes.</summary>
internal static class MasterPassword
{
    private const int Cost = 32768;
    private const int BlockSize = 8;
    private const int Parallelism = 2;
    private const int KeyLength = 64;

    private static readonly byte[] Scope = "com.lyndir.masterpassword"u8.ToArray();

    private static readonly Dictionary<string, string[]> Templates = new(StringComparer.Ordinal)
    {
        ["maximum"] = ["anoxxxxxxxxxxxxxxxxx", "axxxxxxxxxxxxxxxxxno"],
        ["long"] =
        [
            "CvcvnoCvcvCvcv", "CvcvCvcvnoCvcv", "CvcvCvcvCvcvno", "CvccnoCvcvCvcv", "CvccCvcvnoCvcv", "CvccCvcvCvcvno", "CvcvnoCvccCvcv",
            "CvcvCvccnoCvcv", "CvcvCvccCvcvno", "CvcvnoCvcvCvcc", "CvcvCvcvnoCvcc", "CvcvCvcvCvccno", "CvccnoCvccCvcv", "CvccCvccnoCvcv",
            "CvccCvccCvcvno", "CvcvnoCvccCvcc", "CvcvCvccnoCvcc", "CvcvCvccCvccno", "CvccnoCvcvCvcc", "CvccCvcvnoCvcc", "CvccCvcvCvccno",
        ],
        ["medium"] = ["CvcnoCvc", "CvcCvcno"],
        ["short"] = ["Cvcn"],
        ["basic"] = ["aaanaaan", "aannaaan", "aaannaaa"],
        ["pin"] = ["nnnn"],
    };

    /// <summary>True for a kind of password that there is.</summary>
    public static bool Knows(string kind) => Templates.ContainsKey(kind);

    /// <summary>Derives a password of a kind that <see cref="Knows"/> knows.</summary>
    public static string Derive(uint counter, string kind, byte[] password, byte[] user, byte[] site)
    {
        byte[] salt = [.. Scope, .. BigEndian((uint)user.Length), .. user];
        byte[] key = SCrypt.Generate(password, salt, Cost, BlockSize, Parallelism, KeyLength);
        byte[] message = [.. Scope, .. BigEndian((uint)site.Length), .. site, .. BigEndian(counter)];
        byte[] seed = HMACSHA256.HashData(key, message);
        string[] templates = Templates[kind];
        string template = templates[seed[0] % templates.Length];
        return string.Create(template.Length, (template, seed), static (target, state) =>
        {
            for (int index = 0; index < target.Length; index++)
            {
                string characters = CharactersOf(state.template[index]);
                target[index] = characters[state.seed[index + 1] % characters.Length];
            }
        });
    }

    private static byte[] BigEndian(uint number)
    {
        byte[] bytes = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return bytes;
    }

    private static string CharactersOf(char place) => place switch
    {
        'V' => "AEIOU",
        'C' => "BCDFGHJKLMNPQRSTVWXYZ",
        'v' => "aeiou",
        'c' => "bcdfghjklmnpqrstvwxyz",
        'A' => "AEIOUBCDFGHJKLMNPQRSTVWXYZ",
        'a' => "AEIOUaeiouBCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz",
        'n' => "0123456789",
        'o' => "@&%?,=[]_:-+*$#!'^~;()/.",
        _ => "AEIOUaeiouBCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz0123456789!@#$%^&*()",
    };
}
