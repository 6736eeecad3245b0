using System.Diagnostics;

namespace Steersman.Vectors.Fuzzing;

/// <summary>The loop over the inputs, which another thread watches.</summary>
internal sealed class FuzzProgress<T>(T[] inputs, Func<T> next, Action<T> target, TimeSpan time)
{
    private long _count;

    /// <summary>How many inputs were begun.</summary>
    public long Count => Volatile.Read(ref _count);

    /// <summary>The one at hand, or the last.</summary>
    public T Current { get; private set; } = inputs[0];

    /// <summary>What the target threw at <see cref="Current"/>; null where nothing.</summary>
    public Exception? Failure { get; private set; }

    public void Run()
    {
        long start = Stopwatch.GetTimestamp();
        try
        {
            for (long index = 0; index < inputs.Length || Stopwatch.GetElapsedTime(start) < time; index++)
            {
                Current = index < inputs.Length ? inputs[index] : next();
                Volatile.Write(ref _count, index + 1);
                target(Current);
            }
        }
#pragma warning disable CA1031 // whatever the target throws is the finding: the watching thread throws it on
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Failure = exception;
        }
    }
}
