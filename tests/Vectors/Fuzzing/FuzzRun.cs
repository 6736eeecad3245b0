using System.Globalization;
using System.Runtime.ExceptionServices;

namespace Steersman.Vectors.Fuzzing;

/// <summary>Feeds mutated inputs to a parser for a second, or for as many as <c>STEERSMAN_FUZZ_SECONDS</c> says; <c>STEERSMAN_FUZZ_SEED</c> varies them.</summary>
/// <remarks>The same seed gives the same inputs in the same order; the time only says how many. An input that takes longer than ten seconds counts as a hang.</remarks>
public static class FuzzRun
{
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(10);

    private static int Seed => Setting("STEERSMAN_FUZZ_SEED", 1);

    private static TimeSpan Time => TimeSpan.FromSeconds(Setting("STEERSMAN_FUZZ_SECONDS", 1));

    /// <summary>Mutates texts in which a byte that is no UTF-8 stands as a lone surrogate U+DC00 + byte.</summary>
    /// <param name="inputs">Small texts to begin with; each is tried as it is first.</param>
    /// <param name="parts">Pieces of the language that are strewn in.</param>
    /// <param name="target">Parses; whatever it throws ends the test.</param>
    public static void Texts(string[] inputs, string[] parts, Action<string> target)
    {
        TextMutator mutator = new(new Random(Seed), inputs, parts);
        Run(inputs, mutator.Next, target, TextMutator.Show);
    }

    /// <summary>Mutates bytes.</summary>
    /// <param name="inputs">Inputs to begin with; each is tried as it is first.</param>
    /// <param name="target">Parses; whatever it throws ends the test.</param>
    public static void Bytes(byte[][] inputs, Action<byte[]> target)
    {
        ByteMutator mutator = new(new Random(Seed), inputs);
        Run(inputs, mutator.Next, target, Convert.ToBase64String);
    }

    private static int Setting(string name, int standard) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out int value) ? value : standard;

    private static void Run<T>(T[] inputs, Func<T> next, Action<T> target, Func<T, string> show)
    {
        FuzzProgress<T> progress = new(inputs, next, target, Time);
        Thread thread = new(progress.Run) { IsBackground = true };
        thread.Start();
        for (long seen = -1; !thread.Join(Hang); seen = progress.Count)
        {
            Assert.That(progress.Count, Is.Not.EqualTo(seen), () => $"hangs at {show(progress.Current)}");
        }

        if (progress.Failure is { } failure)
        {
            TestContext.Out.WriteLine($"input {progress.Count} of seed {Seed}: {show(progress.Current)}");
            ExceptionDispatchInfo.Throw(failure);
        }

        VectorReport.Write($"fuzz {TestContext.CurrentContext.Test.ClassName}.{TestContext.CurrentContext.Test.MethodName}: {progress.Count} inputs");
    }
}
