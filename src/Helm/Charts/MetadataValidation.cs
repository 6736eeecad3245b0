using System.Text;
using Steersman.GoTemplate.Formatting;
using Steersman.Semver;

namespace Steersman.Helm.Charts;

/// <summary>What Helm asks of Chart.yaml (pkg/chart/v2/metadata.go, <c>Validate</c>).</summary>
internal static class MetadataValidation
{
    /// <summary>The metadata with texts cleaned: blanks of any kind are spaces, what cannot be printed is gone.</summary>
    /// <exception cref="HelmException"><c>validation: …</c>.</exception>
    public static Metadata Validate(Metadata metadata)
    {
        metadata = metadata with
        {
            Name = Sanitize(metadata.Name),
            Description = Sanitize(metadata.Description),
            Home = Sanitize(metadata.Home),
            Icon = Sanitize(metadata.Icon),
            Condition = Sanitize(metadata.Condition),
            Tags = Sanitize(metadata.Tags),
            AppVersion = Sanitize(metadata.AppVersion),
            KubeVersion = Sanitize(metadata.KubeVersion),
            Sources = Sanitize(metadata.Sources),
            Keywords = Sanitize(metadata.Keywords),
        };
        Check(metadata.ApiVersion.Length > 0, "chart.metadata.apiVersion is required");
        Check(metadata.Name.Length > 0, "chart.metadata.name is required");
        Check(metadata.Name is not ("." or ".."), $"chart.metadata.name {GoQuote.Quote(metadata.Name)} is not allowed");
        Check(metadata.Name == SlashPath.Base(metadata.Name), $"chart.metadata.name {GoQuote.Quote(metadata.Name)} is invalid");
        Check(metadata.Version.Length > 0, "chart.metadata.version is required");
        Check(SemVersion.TryNewVersion(metadata.Version, out _, out _), $"chart.metadata.version {GoQuote.Quote(metadata.Version)} is invalid");
        Check(metadata.Type is "" or "application" or "library", "chart.metadata.type must be application or library");
        return metadata with
        {
            Maintainers = metadata.Maintainers?.Select(Validate).ToList(),
            Dependencies = Validate(metadata.Dependencies),
        };
    }

    private static Maintainer Validate(Maintainer? maintainer)
    {
        Check(maintainer is not null, "maintainers must not contain empty or null nodes");
        return maintainer! with { Name = Sanitize(maintainer.Name), Email = Sanitize(maintainer.Email), Url = Sanitize(maintainer.Url) };
    }

    private static List<Dependency>? Validate(IReadOnlyList<Dependency?>? dependencies)
    {
        if (dependencies is null)
        {
            return null;
        }

        HashSet<string> names = new(StringComparer.Ordinal);
        List<Dependency> valid = new(dependencies.Count);
        foreach (Dependency? declared in dependencies)
        {
            Check(declared is not null, "dependencies must not contain empty or null nodes");
            Dependency dependency = declared! with
            {
                Name = Sanitize(declared.Name),
                Version = Sanitize(declared.Version),
                Repository = Sanitize(declared.Repository),
                Condition = Sanitize(declared.Condition),
                Tags = Sanitize(declared.Tags),
            };
            Check(dependency.Alias.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-'), $"dependency {GoQuote.Quote(dependency.Name)} has disallowed characters in the alias");
            string key = dependency.Alias.Length > 0 ? dependency.Alias : dependency.Name;
            Check(names.Add(key), $"more than one dependency with name or alias {GoQuote.Quote(key)}");
            valid.Add(dependency);
        }

        return valid;
    }

    private static void Check(bool holds, string text)
    {
        if (!holds)
        {
            throw new HelmException($"validation: {text}");
        }
    }

    private static List<string>? Sanitize(IReadOnlyList<string>? texts) => texts?.Select(Sanitize).ToList();

    private static string Sanitize(string text)
    {
        StringBuilder clean = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (GoUnicode.IsSpace(rune.Value))
            {
                clean.Append(' ');
            }
            else if (GoUnicode.IsPrint(rune.Value))
            {
                clean.Append(rune.ToString());
            }
        }

        return clean.ToString();
    }
}
