using Steersman.Regex.Programs;

namespace Steersman.Regex.Matching;

/// <summary>The two machines with their memory; used by one thread at a time.</summary>
internal sealed class Matcher
{
    // What a very long text or program needed is not kept.
    private const int KeptInstructions = 20_000;

    private readonly Backtracker _backtracker = new();
    private readonly PikeMachine _pike = new();

    [ThreadStatic]
    private static Matcher? _spare;

    /// <summary>Finds the leftmost match from a place on, and of those there the preferred one; linear in the text.</summary>
    /// <exception cref="OperationCanceledException">It was told to stop.</exception>
    public static bool TryMatch(RegexProgram program, ReadOnlySpan<char> text, int start, Span<int> slots, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        Matcher matcher = _spare ?? new Matcher();
        _spare = null;
        bool isMatched = Backtracker.Fits(program, text.Length - start)
            ? matcher._backtracker.TryMatch(program, text, start, slots)
            : matcher._pike.TryMatch(program, text, start, slots, stop);
        _spare = program.Instructions.Length <= KeptInstructions ? matcher : null;
        return isMatched;
    }
}
