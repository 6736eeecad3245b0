using Steersman.Vectors.Fuzzing;

namespace Steersman.Regex.Tests;

/// <summary>Mutated patterns: compiled or refused with Go's text, and what compiles matches in linear time.</summary>
[Category("Fuzz")]
public sealed class RegexFuzzTests
{
    private static readonly string[] Inputs =
    [
        "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", "(?i)(?P<name>a+)+b|c{2,5}?", "\\d+(?:\\.\\w+)*\\b", "[[:alpha:]\\p{Greek}\\PL^-]", "(?sm)^.*$\\n", "(a|ab)(c|bcd)(d*)", "\\Qa.b\\E\\x{1F600}\\123", "((a*)*)*$", "[^\\D\\S]+?\\z",
    ];

    private static readonly string[] Parts =
    [
        "(", ")", "[", "]", "{2,3}", "{1000}", "{", "*", "+", "??", "|", "^", "$", ".", "\\", "\\b", "\\pN", "\\p{Han}", "[^", "[:digit:]", "(?i)", "(?-s:", "(?P<n>", "(?<n>", "(?=", "\\Q", "\\E", "-", "é", "\U0001F600", "\\x{10FFFF}", "\\C", "a{,3}",
    ];

    private const string Subject = "aab-1.2.3 Ünï\U0001F600\uDC80\nabcd ααα aaaaaaaaaaaaaaaaaaaaaaaaaaaa!";

    [Test]
    public void A_mutated_pattern_is_compiled_or_refused() =>
        FuzzRun.Texts(Inputs, Parts, text =>
        {
            try
            {
                GoRegex regex = GoRegex.Compile(text);
                Assert.That(regex.FindStringSubmatchIndex(Subject) is not null, Is.EqualTo(regex.MatchString(Subject)));
                Assert.That(regex.ReplaceAllString(Subject, "<$1${n}$$>"), Is.Not.Null);
                Assert.That(string.Concat(regex.Split(Subject, -1) ?? []).Length, Is.LessThanOrEqualTo(Subject.Length));
                Assert.That(GoRegex.Compile(GoRegex.QuoteMeta(text)).MatchString(text), Is.True);
            }
            catch (RegexSyntaxException exception)
            {
                Assert.That(exception.Message, Is.Not.Empty);
            }
        });
}
