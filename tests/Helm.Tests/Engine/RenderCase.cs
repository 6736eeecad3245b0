using System.Text;
using System.Text.Json;
using Steersman.GoTemplate.Values;
using Steersman.Helm.Charts;
using Steersman.Helm.Engine;
using Steersman.Helm.Rendering;
using Steersman.Helm.Values;

namespace Steersman.Helm.Tests.Engine;

/// <summary>Renders a case of <c>vectors/render</c> as <c>helm template</c> does, and judges the outcome.</summary>
internal static class RenderCase
{
    private const string Template = "c/templates/t.yaml";

    /// <summary>What is wrong with the case; null where all is well.</summary>
    public static string? Judge(JsonElement vector)
    {
        string? error = null;
        IReadOnlyDictionary<string, string> rendered = new Dictionary<string, string>();
        try
        {
            rendered = Render(vector);
        }
        catch (HelmException exception)
        {
            error = exception.Message;
        }

        string? expectedError = TextOf(vector, "err", "errB64");
        if (expectedError is not null)
        {
            return error is null ? $"rendered {Quote(rendered.GetValueOrDefault(Name(rendered)))}, wanted the error {Quote(expectedError)}" : Difference(expectedError, error);
        }

        if (error is not null)
        {
            return $"failed: {Quote(error)}, wanted {Quote(TextOf(vector, "want", "wantB64"))}";
        }

        string text = rendered.GetValueOrDefault(Name(rendered), "");    // of a library nothing is rendered
        if (vector.TryGetProperty("wantRegex", out JsonElement pattern))
        {
            return Regex.GoRegex.Compile($"^(?s:{pattern.GetString()})$").MatchString(text) ? null : $"{Quote(text)} does not match {pattern.GetString()}";
        }

        return Difference(TextOf(vector, "want", "wantB64")!, text) ?? Others(vector, rendered);
    }

    private static string Name(IReadOnlyDictionary<string, string> rendered) =>
        rendered.ContainsKey(Template) ? Template : rendered.Keys.FirstOrDefault(path => path.EndsWith("/templates/t.yaml", StringComparison.Ordinal) && path.Count(c => c == '/') == 2) ?? Template;

    private static string? Others(JsonElement vector, IReadOnlyDictionary<string, string> rendered)
    {
        if (!vector.TryGetProperty("wantOther", out JsonElement others))
        {
            return null;
        }

        return others.EnumerateObject().Select(other => rendered.TryGetValue(other.Name, out string? text) ? Difference(other.Value.GetString()!, text) : $"{other.Name} is not rendered")
            .FirstOrDefault(difference => difference is not null);
    }

    private static IReadOnlyDictionary<string, string> Render(JsonElement vector)
    {
        Chart chart = ChartLoader.LoadFiles(FilesOf(vector));
        ValueMap user = vector.TryGetProperty("valuesYaml", out JsonElement yaml) ? ValuesReader.LoadValues(yaml.GetString()!) : new ValueMap();
        chart = ChartDependencies.Process(chart, user);
        Capabilities capabilities = new(
            vector.TryGetProperty("kubeVersion", out JsonElement version) ? KubeVersionParser.Parse(version.GetString()!) : DefaultCapabilities.KubeVersion,
            vector.TryGetProperty("apiVersions", out JsonElement added)
                ? [.. DefaultCapabilities.ApiVersions, .. added.EnumerateArray().Select(item => item.GetString()!)]
                : DefaultCapabilities.ApiVersions);
        RenderValues values = RenderValues.Compose(chart, user, ReleaseOf(vector), capabilities);
        return Helm.Engine.Engine.Render(chart, values, new EngineOptions { Strict = vector.TryGetProperty("strict", out JsonElement strict) && strict.GetBoolean() });
    }

    private static List<ChartFile> FilesOf(JsonElement vector)
    {
        SortedDictionary<string, byte[]> files = new(StringComparer.Ordinal)
        {
            ["Chart.yaml"] = Encoding.UTF8.GetBytes("apiVersion: v2\nname: c\nversion: 0.1.0\n"),
        };
        foreach (string property in (string[])["templates", "files"])
        {
            if (vector.TryGetProperty(property, out JsonElement texts))
            {
                foreach (JsonProperty file in texts.EnumerateObject())
                {
                    files[file.Name] = Encoding.UTF8.GetBytes(file.Value.GetString()!);
                }
            }
        }

        if (vector.TryGetProperty("filesB64", out JsonElement binaries))
        {
            foreach (JsonProperty file in binaries.EnumerateObject())
            {
                files[file.Name] = file.Value.GetBytesFromBase64();
            }
        }

        return [.. files.Select(file => new ChartFile(file.Key, file.Value))];
    }

    private static ReleaseOptions ReleaseOf(JsonElement vector)
    {
        JsonElement release = vector.TryGetProperty("release", out JsonElement given) ? given : JsonDocument.Parse("{}").RootElement;
        bool isUpgrade = release.TryGetProperty("isUpgrade", out JsonElement upgrade) && upgrade.GetBoolean();
        return new ReleaseOptions
        {
            Name = release.TryGetProperty("name", out JsonElement name) ? name.GetString()! : "release-name",
            Namespace = release.TryGetProperty("namespace", out JsonElement ns) ? ns.GetString()! : "default",
            Revision = release.TryGetProperty("revision", out JsonElement revision) ? revision.GetInt32() : 1,
            IsUpgrade = isUpgrade,
            IsInstall = !isUpgrade,
        };
    }

    private static string? TextOf(JsonElement vector, string plain, string base64) =>
        vector.TryGetProperty(plain, out JsonElement text) ? text.GetString()
        : vector.TryGetProperty(base64, out JsonElement bytes) ? GoString.FromBytes(bytes.GetBytesFromBase64())
        : null;

    private static string? Difference(string expected, string actual) => expected == actual ? null : $"\n  got    {Quote(actual)}\n  wanted {Quote(expected)}";

    private static string Quote(string? text) => text is null ? "nothing" : JsonSerializer.Serialize(text);
}
