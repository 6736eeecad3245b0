using Steersman.GoTemplate.Values;
using Steersman.Helm.Charts;
using Steersman.Helm.Manifests;

namespace Steersman.Helm.PostRendering;

/// <summary>Sends rendered files through a post-renderer and takes its answer apart again (Helm's renderResources, <c>annotateAndMerge</c> and <c>splitAndDeannotate</c>).</summary>
public static class PostRenderer
{
    private const string Separator = "\n---\n";

    /// <summary>The files that the post-renderer makes of the rendered ones.</summary>
    /// <param name="files">Rendered texts by full path, without notes.</param>
    /// <param name="strategy">What the post-renderer is given.</param>
    /// <param name="postRender">Answers a stream of documents with another one; its own <see cref="HelmException"/> becomes part of the error.</param>
    /// <exception cref="HelmException">A document is no object, the post-renderer fails, or its answer is no YAML.</exception>
    public static IReadOnlyDictionary<string, string> Apply(IReadOnlyDictionary<string, string> files, PostRenderStrategy strategy, Func<string, string> postRender)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(postRender);
        if (strategy is PostRenderStrategy.Combined)
        {
            string merged = Wrap("error merging manifests", () => Merge(files));
            string answer = Wrap("error while running post render on files", () => postRender(merged));
            return Wrap("error while parsing post rendered output", () => Split(answer, "generated-by-postrender"));
        }

        SortedManifests sorted = ManifestSorter.Sort(files, KindOrder.Install);
        if (sorted.Error is not null)
        {
            throw new HelmException(sorted.Error);
        }

        Dictionary<string, string> result = new(StringComparer.Ordinal);
        AddGroup(result, "hooks", Group(sorted.Hooks.Select(hook => (hook.Path, hook.Manifest))), strategy is PostRenderStrategy.Separate ? postRender : null);
        AddGroup(result, "manifests", Group(sorted.Manifests.Select(manifest => (manifest.Name, manifest.Content))), postRender);
        return result;
    }

    private static void AddGroup(Dictionary<string, string> result, string name, Dictionary<string, string> files, Func<string, string>? postRender)
    {
        if (files.Count == 0)
        {
            return;
        }

        IReadOnlyDictionary<string, string> rendered = files;
        if (postRender is not null)
        {
            string merged = Wrap($"error merging {name}", () => Merge(files));
            string answer = Wrap($"error while running post render on {name}", () => postRender(merged));
            rendered = Wrap($"error while parsing post rendered output for {name}", () => Split(answer, $"generated-by-postrender-{name}"));
        }

        foreach ((string path, string content) in rendered)
        {
            Append(result, path, content);
        }
    }

    private static Dictionary<string, string> Group(IEnumerable<(string Path, string Content)> documents)
    {
        Dictionary<string, string> files = new(StringComparer.Ordinal);
        foreach ((string path, string content) in documents)
        {
            Append(files, path, content);
        }

        return files;
    }

    private static void Append(Dictionary<string, string> files, string path, string content) =>
        files[path] = files.TryGetValue(path, out string? before) ? before + Separator + content : content;

    private static string Merge(IReadOnlyDictionary<string, string> files)
    {
        List<string> documents = [];
        foreach ((string path, string content) in files.OrderBy(file => file.Key, Comparer<string>.Create(GoString.Compare)))
        {
            if (SlashPath.Base(path).StartsWith('_'))
            {
                continue;
            }

            foreach (string document in ManifestText.Split(content))
            {
                documents.AddRange(Wrap($"parsing {path}", () => AnnotatedDocument.ParseAll(document)).Select(parsed => parsed.WriteWith(path)));
            }
        }

        return string.Join("---\n", documents);
    }

    private static Dictionary<string, string> Split(string answer, string fallbackName)
    {
        Dictionary<string, List<string>> files = new(StringComparer.Ordinal);
        List<AnnotatedDocument> documents = Wrap("error parsing YAML", () => AnnotatedDocument.ParseAll(answer));
        for (int index = 0; index < documents.Count; index++)
        {
            string path = documents[index].Path() ?? $"{fallbackName}-{index}.yaml";
            if (!files.TryGetValue(path, out List<string>? texts))
            {
                files[path] = texts = [];
            }

            texts.Add(documents[index].WriteWithout());
        }

        return files.ToDictionary(file => file.Key, file => string.Join("---\n", file.Value), StringComparer.Ordinal);
    }

    private static T Wrap<T>(string what, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (HelmException exception)
        {
            throw new HelmException($"{what}: {exception.Message}", exception);
        }
    }
}
