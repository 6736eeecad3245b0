using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>How a release is tested, once a revision.</summary>
public sealed record TestSpec
{
    [Description("Run the chart's test hooks after each install and upgrade.")]
    public bool Enable { get; init; }

    [Description("Time for each test. Default: spec.timeout.")]
    public TimeSpan? Timeout { get; init; }

    [Description("A test that fails neither fails the revision nor turns Ready to False.")]
    public bool IgnoreFailures { get; init; }

    [Description("Which tests run: those that are named, or all but those that are excluded. Exclusion wins.")]
    public IReadOnlyList<TestFilter>? Filters { get; init; }

    /// <summary>True where a test hook of that name runs.</summary>
    public bool Selects(string hook)
    {
        IReadOnlyList<TestFilter> filters = Filters ?? [];
        return !filters.Any(filter => filter.Exclude && filter.Name == hook)
            && (!filters.Any(filter => !filter.Exclude) || filters.Any(filter => !filter.Exclude && filter.Name == hook));
    }
}
