using Steersman.Operator.Api.V1;

namespace Steersman.Operator.IntegrationTests.Support;

/// <summary>One operation whose every request is a point at which the operator may be cut off.</summary>
/// <param name="Name">For messages.</param>
/// <param name="Before">Specs that are brought to rest first, in that order.</param>
/// <param name="Spec">The spec that begins the operation; null: the HelmRelease is deleted.</param>
/// <param name="IsDone">True once the operation has ended.</param>
internal sealed record CrashScenario(string Name, IReadOnlyList<string> Before, string? Spec, Func<HelmRelease?, bool> IsDone)
{
    /// <summary>The chart; null: the one that most scenarios have.</summary>
    public TestChart? Chart { get; init; }

    public override string ToString() => Name;
}
