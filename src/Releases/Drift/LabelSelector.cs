using System.Globalization;

namespace Steersman.Releases.Drift;

/// <summary>A label selector in its text form (apimachinery <c>labels.Parse</c>): <c>app=web, tier in (a,b), !old</c>. Immutable.</summary>
public sealed class LabelSelector
{
    private readonly List<Requirement> _requirements;

    private LabelSelector(List<Requirement> requirements) => _requirements = requirements;

    /// <summary>Reads a selector; an empty one selects all.</summary>
    /// <exception cref="FormatException">The text is no selector.</exception>
    public static LabelSelector Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new LabelSelector(new LabelSelectorParser(text).Parse());
    }

    /// <summary>True where the labels, or annotations, satisfy every requirement.</summary>
    /// <param name="labels">Gives the value of a key; null where there is none.</param>
    public bool Matches(Func<string, string?> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return _requirements.TrueForAll(requirement => requirement.Holds(labels(requirement.Key)));
    }

    /// <summary>One requirement, with the operators of <c>k8s.io/apimachinery/pkg/selection</c>.</summary>
    internal sealed record Requirement(string Key, string Operator, IReadOnlyList<string> Values)
    {
        public bool Holds(string? value) => Operator switch
        {
            "exists" => value is not null,
            "!" => value is null,
            "in" => value is not null && Values.Contains(value, StringComparer.Ordinal),
            "notin" => value is null || !Values.Contains(value, StringComparer.Ordinal),
            _ => long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
                && long.TryParse(Values[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long bound)
                && (Operator == "gt" ? number > bound : number < bound),
        };
    }
}
