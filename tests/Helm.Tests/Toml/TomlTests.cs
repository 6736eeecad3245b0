using Steersman.Helm.Toml;

namespace Steersman.Helm.Tests.Toml;

public sealed class TomlTests
{
    private static string Refusal(string text) => Assert.Throws<TomlException>(() => TomlParser.Parse(text))!.Message;

    [Test]
    public void Nested_arrays_end_in_an_error_and_no_crash() => Assert.That(Refusal("a = " + new string('[', 100_000)), Does.Contain("exceeded max depth"));

    [Test]
    public void A_key_of_very_many_parts_is_refused() => Assert.That(Refusal(string.Join('.', Enumerable.Repeat("a", 100_000)) + " = 1"), Does.Contain("more than 1000 parts"));

    [TestCase("a = yes", "toml: line 1 (last key \"a\"): expected value but found \"yes\" instead")]
    [TestCase("a = 1979-5-1", "toml: line 1 (last key \"a\"): invalid datetime: \"1979-5-1\"")]
    [TestCase("a = \"x\ny\"", "toml: line 1 (last key \"a\"): strings cannot contain newlines")]
    [TestCase("[[a]]\n[a]", "toml: line 2: Key 'a' has already been defined.")]
    [TestCase("a = 0b2", "toml: line 1 (last key \"a\"): not a binary number: '0b2'")]
    public void A_text_is_refused_in_the_words_of_the_library(string text, string message) => Assert.That(Refusal(text), Is.EqualTo(message));
}
