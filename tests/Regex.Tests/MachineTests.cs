using Steersman.Regex.Matching;
using Steersman.Regex.Programs;
using Steersman.Regex.Syntax;

namespace Steersman.Regex.Tests;

internal sealed class MachineTests
{
    [TestCase("(a+)(b+)", "xaabbx")]
    [TestCase("(a|ab)(c|bcd)(d*)", "abcd")]
    [TestCase("(a*)*", "b")]
    [TestCase("(a*)+", "aab")]
    [TestCase("(?:(a)|(b))*?c", "ababc")]
    [TestCase("(|a)+", "aaa")]
    [TestCase(@"\b(\w+)\b\s*$", "foo bar ")]
    [TestCase("^(a{2,4}?)(a*)$", "aaaaa")]
    [TestCase("(?i)straße|K(.)", "x\u212Aé")]
    [TestCase("x", "abc")]
    [TestCase("(?m)^b(.*)$", "a\nbc\nd")]
    public void Both_machines_find_the_same_match(string pattern, string text)
    {
        RegexProgram program = ProgramCompiler.Compile(RegexParser.Parse(pattern).Root);
        for (int count = 0; count <= program.Slots; count += 2)
        {
            int[] fromBacktracker = new int[count];
            int[] fromPike = new int[count];
            bool isMatched = new Backtracker().TryMatch(program, text, 0, fromBacktracker);
            Assert.That(new PikeMachine().TryMatch(program, text, 0, fromPike, CancellationToken.None), Is.EqualTo(isMatched));
            Assert.That(isMatched ? fromPike : [], Is.EqualTo(isMatched ? fromBacktracker : []));
        }
    }

    [Test]
    public void A_search_ends_when_it_is_cancelled()
    {
        using CancellationTokenSource stop = new(TimeSpan.FromMilliseconds(50));
        GoRegex regex = GoRegex.Compile("a*?b|a");

        Assert.That(() => regex.FindAllString(new string('a', 1_000_000), -1, stop: stop.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void What_results_take_is_said_before_they_are_made()
    {
        long charged = 0;

        Assert.That(GoRegex.Compile("a").ReplaceAllString("aba", "<$0>", charge: length => charged += length), Is.EqualTo("<a>b<a>"));
        Assert.That(charged, Is.EqualTo(3 + 6));
        Assert.That(
            () => GoRegex.Compile("a").FindAllString("aaaa", -1, charge: _ => throw new InvalidOperationException()),
            Throws.TypeOf<InvalidOperationException>());
    }

    [TestCase("(x+x+)+y", "x")]
    [TestCase("(a|aa)*b", "a")]
    [TestCase("(.*)*z", "ab")]
    [TestCase("a{0,200}a{0,4}b", "a")]
    public void Time_is_linear_in_the_text(string pattern, string unit)
    {
        string text = string.Concat(Enumerable.Repeat(unit, 50_000));
        Task<bool> match = Task.Run(() => GoRegex.Compile(pattern).MatchString(text));

        Assert.That(match.Wait(TimeSpan.FromSeconds(20)), Is.True);
        Assert.That(match.Result, Is.False);
    }

    [TestCase(100_000)]
    public void Nesting_without_end_is_refused_or_accepted_but_never_overflows_the_stack(int depth)
    {
        string captures = new string('(', depth) + "a" + new string(')', depth);
        string plain = string.Concat(Enumerable.Repeat("(?:", depth)) + "a" + new string(')', depth);

        Assert.That(() => GoRegex.Compile(captures), Throws.TypeOf<RegexSyntaxException>().With.Message.StartsWith("error parsing regexp: expression nests too deeply"));
        Assert.That(GoRegex.Compile(plain).MatchString("bab"), Is.True);
    }

    [Test]
    public void A_program_too_large_for_memory_is_refused()
    {
        string pattern = "(?:" + new string('a', 4000) + "){1000}";

        Assert.That(() => GoRegex.Compile(pattern), Throws.TypeOf<RegexSyntaxException>().With.Message.StartsWith("error parsing regexp: expression too large"));
    }

    [Test]
    public void A_pattern_compiled_again_is_the_same_object() => Assert.That(GoRegex.Compile("a+b"), Is.SameAs(GoRegex.Compile("a+b")));
}
