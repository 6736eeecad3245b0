namespace Steersman.Kustomize.Selecting;

/// <summary>A label selector in its text form (apimachinery's <c>labels.Parse</c>): <c>app=web, tier in (a,b), !old</c>. Immutable.</summary>
public sealed class LabelSelector
{
    private readonly List<LabelRequirement> _requirements;

    private LabelSelector(List<LabelRequirement> requirements) => _requirements = requirements;

    /// <summary>Reads a selector; an empty one selects all.</summary>
    /// <exception cref="FormatException">The text is no selector; the message is apimachinery's.</exception>
    public static LabelSelector Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new LabelSelector(new LabelSelectorParser(LabelTokens.Of(text)).Parse());
    }

    /// <summary>True where the labels, or annotations, satisfy every requirement.</summary>
    /// <param name="labels">Gives the value of a key; null where there is none.</param>
    public bool Matches(Func<string, string?> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return _requirements.TrueForAll(requirement => requirement.Matches(labels(requirement.Key)));
    }
}
