using System.Text;

namespace Steersman.Vectors;

/// <summary>Counts the outcomes of one group against its list of known failures.</summary>
internal sealed class VectorTally(KnownFailures known)
{
    private readonly List<(string Id, string Why)> _unlisted = [];
    private readonly List<string> _fixed = [];
    private readonly List<string> _failing = [];
    private int _passed;
    private int _known;

    public IReadOnlyCollection<string> Failing => _failing;

    public void Add(string id, string? why)
    {
        bool listed = known.Contains(id);
        if (why is null)
        {
            _passed++;
            if (listed)
            {
                _fixed.Add(id);
            }

            return;
        }

        _failing.Add(id);
        if (listed)
        {
            _known++;
        }
        else
        {
            _unlisted.Add((id, why));
        }
    }

    public void AssertAsListed(string name, int shown)
    {
        StringBuilder text = new();
        foreach ((string id, string why) in _unlisted.Take(shown))
        {
            text.Append(id).Append(": ").AppendLine(why);
        }

        if (_fixed.Count > 0)
        {
            text.AppendLine($"{_fixed.Count} listed as known failures pass: take them off tests/Vectors/Known/{name}.txt: {string.Join(' ', _fixed.Take(shown))}");
        }

        Assert.That(_unlisted.Count + _fixed.Count, Is.Zero, text.ToString());
    }

    public override string ToString() => $"{_passed} passed, {_unlisted.Count} failed{(_known > 0 ? $", {_known} known" : "")}";
}
