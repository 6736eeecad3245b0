using System.Diagnostics.CodeAnalysis;

namespace Steersman.Semver;

/// <summary>A constraint on versions as Masterminds/semver 3.5 has it: groups of comparators, one of which must hold as a whole; immutable.</summary>
public sealed class SemConstraint
{
    private readonly Comparator[][] _groups;
    private readonly bool _includePrerelease;

    private SemConstraint(Comparator[][] groups, bool includePrerelease)
    {
        _groups = groups;
        _includePrerelease = includePrerelease;
    }

    /// <summary>Parses a constraint (<c>semver.NewConstraint</c>).</summary>
    /// <exception cref="SemVersionException">The text is no constraint.</exception>
    public static SemConstraint NewConstraint(string text) =>
        TryNewConstraint(text, out SemConstraint? constraint, out string? error) ? constraint : throw new SemVersionException(error);

    /// <summary>Parses a constraint; the error is the one of Masterminds/semver.</summary>
    public static bool TryNewConstraint(string text, [NotNullWhen(true)] out SemConstraint? constraint, [NotNullWhen(false)] out string? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        (Comparator[][] groups, error) = ConstraintParser.Parse(text);
        constraint = error is null ? new SemConstraint(groups, includePrerelease: false) : null;
        return constraint is not null;
    }

    /// <summary>The same constraint that also accepts prereleases where no comparator names one.</summary>
    public SemConstraint IncludingPrereleases() => new(_groups, includePrerelease: true);

    /// <summary>True where the version satisfies the constraint. A prerelease satisfies only a group in which some comparator has one.</summary>
    public bool Check(SemVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        foreach (Comparator[] group in _groups)
        {
            bool includePrerelease = IncludesPrerelease(group);
            if (Array.TrueForAll(group, comparator => comparator.Check(version, includePrerelease) is null))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>As <see cref="Check"/>, with the reasons of a refusal; none where the version satisfies it.</summary>
    public bool Validate(SemVersion version, out IReadOnlyList<string> reasons)
    {
        ArgumentNullException.ThrowIfNull(version);
        List<string> all = [];
        bool isPrereleaseNamed = false;
        foreach (Comparator[] group in _groups)
        {
            bool includePrerelease = IncludesPrerelease(group);
            bool holds = true;
            foreach (Comparator comparator in group)
            {
                if (comparator.Check(version, includePrerelease) is not { } reason)
                {
                    continue;
                }

                holds = false;
                bool isPrerelease = version.Prerelease.Length > 0 && !includePrerelease;
                if (!isPrerelease || !isPrereleaseNamed)
                {
                    all.Add(reason);
                }

                isPrereleaseNamed |= isPrerelease;
            }

            if (holds)
            {
                reasons = [];
                return true;
            }
        }

        reasons = all;
        return false;
    }

    public override string ToString() => string.Join(" || ", _groups.Select(group => string.Join(' ', group.Select(comparator => comparator.ToString()))));

    internal static string PrereleaseReason(SemVersion version) =>
        $"{GoQuote.Quote(version.ToString())} is a prerelease version and the constraint is only looking for release versions";

    private bool IncludesPrerelease(Comparator[] group) => _includePrerelease || Array.Exists(group, comparator => comparator.HasPrerelease);
}
