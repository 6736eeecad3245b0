using Steersman.Kubernetes.Client.Http;

namespace Steersman.Operator.Connections;

/// <summary>Whether another cluster answers, as every attempt of every request tells: the breaker of its circuit. Thread-safe.</summary>
/// <param name="changed">Is told when that changes, or is known for the first time.</param>
internal sealed class RemotePresence(Action changed) : IRequestObserver
{
    private const int Unknown = 0;
    private const int Answers = 1;
    private const int Absent = 2;

    private int _state;

    /// <summary>True where the last request was answered.</summary>
    public bool HasAnswered => Volatile.Read(ref _state) == Answers;

    /// <summary>True where the last request was not.</summary>
    public bool IsAbsent => Volatile.Read(ref _state) == Absent;

    /// <inheritdoc/>
    public void Completed(in RequestOutcome outcome)
    {
        int state = outcome.Code != 0 ? Answers : outcome.IsCanceled ? Unknown : Absent;
        if (state != Unknown && Interlocked.Exchange(ref _state, state) != state)
        {
            changed();
        }
    }
}
