using System.Collections.Concurrent;

namespace Steersman.Kubernetes.Status.Objects;

/// <summary>Strings that thousands of pods share (names of containers, hashes, reasons) are kept once.</summary>
/// <remarks>Thread-safe. It is emptied when it is full, so that hostile names cannot fill the memory.</remarks>
internal sealed class InternPool(int capacity)
{
    private readonly ConcurrentDictionary<string, string> _known = new(StringComparer.Ordinal);

    public static InternPool Shared { get; } = new(16_384);

    public string? Intern(string? text)
    {
        if (text is null || text.Length > 128)
        {
            return text;
        }

        if (_known.Count >= capacity)
        {
            _known.Clear();
        }

        return _known.GetOrAdd(text, text);
    }
}
