using Steersman.Kustomize.Resources;
using Steersman.Regex;

namespace Steersman.Kustomize.Selecting;

/// <summary>Finds the objects of a target (api's <c>Select</c> and <c>SelectorRegex</c>).</summary>
internal sealed class TargetMatcher
{
    private readonly TargetSelector _target;
    private readonly GoRegex? _group;
    private readonly GoRegex? _version;
    private readonly GoRegex? _kind;
    private readonly GoRegex? _name;
    private readonly GoRegex? _namespace;

    /// <exception cref="KustomizeException">A part is no regular expression.</exception>
    public TargetMatcher(TargetSelector target)
    {
        _target = target;
        _group = Compile(target.Group);
        _version = Compile(target.Version);
        _kind = Compile(target.Kind);
        _name = Compile(target.Name);
        _namespace = Compile(target.Namespace);
    }

    /// <summary>The objects that the target means, in their order.</summary>
    /// <exception cref="KustomizeException">A selector of labels is none; it is read where an object has come so far.</exception>
    public List<Resource> Select(ResourceMap map)
    {
        List<Resource> selected = [];
        LabelSelector? labels = null;
        LabelSelector? annotations = null;
        foreach (Resource resource in map.Resources)
        {
            ResId current = resource.CurId;
            ResId original = resource.OrgId;
            if ((Matches(_namespace, original.EffectiveNamespace) || Matches(_namespace, current.EffectiveNamespace))
                && (Matches(_name, original.Name) || Matches(_name, current.Name))
                && Matches(_group, current.Group) && Matches(_version, current.Version) && Matches(_kind, current.Kind)
                && Matches(labels ??= Parse(_target.LabelSelector), resource, "labels")
                && Matches(annotations ??= Parse(_target.AnnotationSelector), resource, "annotations"))
            {
                selected.Add(resource);
            }
        }

        return selected;
    }

    private static bool Matches(GoRegex? pattern, string text) => pattern is null || pattern.MatchString(text);

    private static bool Matches(LabelSelector selector, Resource resource, string field)
    {
        Dictionary<string, string> map = resource.MetaMap(field);
        return selector.Matches(key => map.GetValueOrDefault(key));
    }

    private static GoRegex? Compile(string pattern)
    {
        try
        {
            return pattern.Length == 0 ? null : GoRegex.Compile($"^(?:{pattern})$");
        }
        catch (RegexSyntaxException exception)
        {
            throw new KustomizeException(exception.Message, exception);
        }
    }

    private static LabelSelector Parse(string text)
    {
        try
        {
            return LabelSelector.Parse(text);
        }
        catch (FormatException exception)
        {
            throw new KustomizeException(exception.Message, exception);
        }
    }
}
