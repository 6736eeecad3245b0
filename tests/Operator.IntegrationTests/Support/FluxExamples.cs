using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Json;

namespace Steersman.Operator.IntegrationTests.Support;

/// <summary>The examples of Flux's HelmRelease documentation in our own words, as their authors have them: all that changes is the line of the apiVersion.</summary>
internal static class FluxExamples
{
    private const string Repository = "https://charts.example.com";
    private const string Registry = "registry.example.com";

    /// <summary>Each example by its name, with its objects.</summary>
    /// <param name="store">Has the charts in the place of the examples' servers.</param>
    /// <param name="ns">Stands in the place of the one that an example names.</param>
    public static IReadOnlyDictionary<string, IReadOnlyList<JsonObject>> Load(ChartStore store, string ns) => Directory.EnumerateFiles(Folder(), "*.yaml")
        .ToDictionary(file => Path.GetFileNameWithoutExtension(file)!, file => Read(File.ReadAllText(file).Replace("namespace: webapp\n", $"namespace: {ns}\n", StringComparison.Ordinal), store), StringComparer.Ordinal);

    private static IReadOnlyList<JsonObject> Read(string text, ChartStore store)
    {
        string changed = text
            .Replace("apiVersion: helm.toolkit.fluxcd.io/v2", "apiVersion: steersman.dev/v1", StringComparison.Ordinal)
            .Replace(Repository, store.Url, StringComparison.Ordinal)
            .Replace(Registry, store.Host, StringComparison.Ordinal);
        return [.. YamlJson.ParseAll(changed).Cast<JsonObject>().Select(InsecureWhereRegistry)];
    }

    // The tests' registry speaks http.
    private static JsonObject InsecureWhereRegistry(JsonObject item)
    {
        if (item["kind"]!.ToString() == "OCIRepository")
        {
            item["spec"]!["insecure"] = true;
        }

        return item;
    }

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "FluxExamples");
}
