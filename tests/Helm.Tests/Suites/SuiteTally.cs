using Steersman.Vectors;

namespace Steersman.Helm.Tests.Suites;

/// <summary>Counts the tests of a published suite: met as the suite wants it, answered otherwise as Helm does, or wrong.</summary>
internal sealed class SuiteTally(string name)
{
    private const int Shown = 20;

    private readonly List<string> _wrong = [];
    private int _asSuite;
    private int _asHelm;
    private int _leftOut;

    /// <summary>A test that needs what a chart never has: the suite's own server.</summary>
    public void LeaveOut() => _leftOut++;

    /// <param name="test">Names the test.</param>
    /// <param name="isAsSuite">The suite's own expectation is met.</param>
    /// <param name="isAsHelm">The vectors say that Helm answers this; false where they say something else or nothing.</param>
    public void Add(string test, bool isAsSuite, bool isAsHelm)
    {
        if (isAsSuite)
        {
            _asSuite++;
        }
        else if (isAsHelm)
        {
            _asHelm++;
        }
        else
        {
            _wrong.Add(test);
        }
    }

    /// <summary>Prints the counts; fails where a test is neither as the suite nor as Helm.</summary>
    public void AssertNoneIsWrong()
    {
        VectorReport.Write($"suite {name}: {_asSuite} as the suite, {_asHelm} as Helm, {_leftOut} left out, {_wrong.Count} wrong");
        Assert.That(_wrong, Is.Empty, string.Join('\n', _wrong.Take(Shown)));
    }
}
