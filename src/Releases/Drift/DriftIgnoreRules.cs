using System.Text.Json.Nodes;
using Steersman.Operator.Api;
using Steersman.Operator.Api.V1;
using Steersman.Regex;
using Steersman.Releases.Applying;

namespace Steersman.Releases.Drift;

/// <summary>What others may change of the objects of a release: the rules of the spec, and what the objects say themselves. Immutable.</summary>
public sealed class DriftIgnoreRules
{
    private const string Disabled = "disabled";
    private const string Ignore = "ignore";
    private readonly List<Rule> _rules;

    private DriftIgnoreRules(List<Rule> rules) => _rules = rules;

    /// <summary>Reads the rules.</summary>
    /// <exception cref="FormatException">A path, pattern or selector is wrong; the message begins with the field.</exception>
    public static DriftIgnoreRules Of(DriftDetectionSpec? spec)
    {
        List<Rule> rules = [];
        for (int index = 0; index < (spec?.Ignore?.Count ?? 0); index++)
        {
            DriftIgnoreRule rule = spec!.Ignore![index];
            string field = $"spec.driftDetection.ignore[{index}]";
            rules.Add(new Rule([.. rule.Paths.Select(path => Read($"{field}.paths", () => JsonPointer.Parse(path)))], Target(rule.Target, $"{field}.target")));
        }

        return new DriftIgnoreRules(rules);
    }

    /// <summary>The fields of an object that others may change; null where that is the whole object.</summary>
    public IReadOnlyList<JsonPointer>? PathsOf(ReleaseObject item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (IsLeftAlone(item.Content))
        {
            return null;
        }

        JsonPointer[] paths = [.. _rules.Where(rule => rule.Target.TrueForAll(condition => condition(item))).SelectMany(rule => rule.Paths)];
        return Array.Exists(paths, path => path.IsRoot) ? null : paths;
    }

    /// <summary>True where the object itself asks that nobody look at it.</summary>
    public static bool IsLeftAlone(JsonObject content)
    {
        ArgumentNullException.ThrowIfNull(content);
        JsonNode? metadata = content["metadata"];
        return Text(metadata, "annotations", WellKnown.DriftDetection) == Disabled
            || Text(metadata, "labels", WellKnown.DriftDetection) == Disabled
            || Text(metadata, "annotations", WellKnown.Drift) == Ignore;
    }

    private static List<Predicate<ReleaseObject>> Target(ObjectSelector? selector, string field)
    {
        List<Predicate<ReleaseObject>> conditions = [];
        Pattern(selector?.Group, "group", item => item.Kind.Group);
        Pattern(selector?.Version, "version", item => item.Kind.Version);
        Pattern(selector?.Kind, "kind", item => item.Kind.Kind);
        Pattern(selector?.Name, "name", item => item.Name);
        Pattern(selector?.Namespace, "namespace", item => item.Namespace ?? "");
        Selector(selector?.AnnotationSelector, "annotationSelector", "annotations");
        Selector(selector?.LabelSelector, "labelSelector", "labels");
        return conditions;

        // Anchored as kustomize does it (api/types/selector.go), by what stands at the ends of the pattern.
        void Pattern(string? pattern, string name, Func<ReleaseObject, string> part)
        {
            if (!string.IsNullOrEmpty(pattern))
            {
                string anchored = $"{(pattern.StartsWith('^') ? "" : "^")}{pattern}{(pattern.EndsWith('$') ? "" : "$")}";
                GoRegex regex = Read($"{field}.{name}", () => GoRegex.Compile(anchored));
                conditions.Add(item => regex.MatchString(part(item)));
            }
        }

        void Selector(string? text, string name, string map)
        {
            if (!string.IsNullOrEmpty(text))
            {
                LabelSelector parsed = Read($"{field}.{name}", () => LabelSelector.Parse(text));
                conditions.Add(item => parsed.Matches(key => Text(item.Content["metadata"], map, key)));
            }
        }
    }

    private static T Read<T>(string field, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is FormatException or RegexSyntaxException)
        {
            throw new FormatException($"{field}: {exception.Message}", exception);
        }
    }

    private static string? Text(JsonNode? metadata, string map, string key) =>
        (metadata as JsonObject)?[map] is JsonObject entries && entries.TryGetPropertyValue(key, out JsonNode? value) && value is JsonValue text && text.TryGetValue(out string? found) ? found : null;

    private sealed record Rule(IReadOnlyList<JsonPointer> Paths, List<Predicate<ReleaseObject>> Target);
}
