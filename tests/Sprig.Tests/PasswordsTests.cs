using Org.BouncyCastle.Crypto.Generators;
using Steersman.GoTemplate.Values;
using Steersman.Sprig.Keys;

namespace Steersman.Sprig.Tests;

public sealed class PasswordsTests
{
    [Test]
    public void A_bcrypt_hash_is_the_one_of_OpenBSDs_test_vectors() => Assert.That(
        Bcrypt.Hash("a"u8.ToArray(), Convert.FromHexString("a3612d8c9a37dac2f99d94da03bd4521"), 6),
        Is.EqualTo("$2a$06$m0CrhHm10qJ3lXRY.5zDGO3rS2KdeeWLuGmsfGlMfOxih58VYVfxe"));

    [TestCase(0)]
    [TestCase(71)]
    [TestCase(72)]
    public void An_htpasswd_line_lets_its_password_in(int length)
    {
        string password = new('x', length);
        string line = Sprig.CallText("htpasswd", Value.FromString("user"), Value.FromString(password));
        Assert.That(line, Does.StartWith("user:$2a$10$"));
        Assert.That(OpenBsdBCrypt.CheckPassword(line["user:".Length..], password.ToCharArray()));
    }

    [Test]
    public void What_is_encrypted_decrypts_to_itself_bytes_outside_UTF8_too([Values("a", "0123456789abcdef", "h\u00e9 \udcff")] string text)
    {
        Value encrypted = Sprig.Call("encryptAES", Value.FromString("secret"), Value.FromString(text));
        Assert.That(Sprig.CallText("decryptAES", Value.FromString("secret"), encrypted), Is.EqualTo(text));
    }
}
