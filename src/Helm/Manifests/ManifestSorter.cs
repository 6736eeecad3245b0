using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Values;
using Steersman.Helm.Charts;
using Steersman.Helm.Engine;
using Steersman.Helm.Logging;

namespace Steersman.Helm.Manifests;

/// <summary>Parts rendered files into hooks and the manifests of the release, and sorts both (Helm's <c>SortManifests</c>).</summary>
public static class ManifestSorter
{
    private static readonly HashSet<string> Events = new(StringComparer.Ordinal)
    {
        HookEvents.PreInstall, HookEvents.PostInstall, HookEvents.PreDelete, HookEvents.PostDelete, HookEvents.PreUpgrade, HookEvents.PostUpgrade,
        HookEvents.PreRollback, HookEvents.PostRollback, HookEvents.Test,
    };

    /// <summary>Sorts the documents of files by kind, then by path and position. Partials and blank files are left out.</summary>
    /// <param name="files">Rendered texts by full path.</param>
    /// <param name="order">The order of kinds.</param>
    /// <param name="warn">Takes a line for each hook that is left out as unknown; may be null.</param>
    /// <param name="cancellation">Ends it between two documents.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static SortedManifests Sort(IEnumerable<KeyValuePair<string, string>> files, KindOrder order, Action<LogEntry>? warn = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        return Sort(files.Select(static file => KeyValuePair.Create(file.Key, new FileOutput(file.Value))), order, warn, cancellation);
    }

    /// <summary>As above; documents that were read before are not read again.</summary>
    internal static SortedManifests Sort(
        IEnumerable<KeyValuePair<string, FileOutput>> files,
        KindOrder order,
        Action<LogEntry>? warn = null,
        CancellationToken cancellation = default)
    {
        List<Hook> hooks = [];
        List<Manifest> manifests = [];
        foreach ((string path, FileOutput output) in files.OrderBy(file => file.Key, Comparer<string>.Create(GoString.Compare)))
        {
            if (SlashPath.Base(path).StartsWith('_'))
            {
                continue;
            }

            IReadOnlyList<Manifest> documents = Read(path, output, cancellation, out string? error);
            foreach (Manifest document in documents)
            {
                if (document.Head.Annotations is null || !document.Head.Annotations.TryGetValue(HookAnnotations.Hook, out string? events))
                {
                    manifests.Add(document);
                }
                else if (ToHook(path, document.Content, document.Head, events) is { } hook)
                {
                    hooks.Add(hook);
                }
                else
                {
                    warn?.Invoke(new LogEntry(LogLevel.Info, "skipping unknown hooks", ("hookTypes", events)));
                }
            }

            if (error is not null)
            {
                return new SortedManifests(hooks, manifests, error);
            }
        }

        return new SortedManifests([.. hooks.OrderBy(hook => hook.Kind, order)], [.. manifests.OrderBy(manifest => manifest.Head.Kind, order)], null);
    }

    /// <summary>The documents of a file, up to the first that cannot be read.</summary>
    private static IReadOnlyList<Manifest> Read(string path, FileOutput output, CancellationToken cancellation, out string? error)
    {
        error = null;
        if (output.Documents is { } known)
        {
            return known;
        }

        List<Manifest> documents = [];
        try
        {
            foreach (string document in ManifestText.Split(output.Text))
            {
                cancellation.ThrowIfCancellationRequested();
                documents.Add(new Manifest(path, document, ManifestHeadReader.Read(document)));
            }

            output.Documents = documents;
        }
        catch (HelmException exception)
        {
            error = $"YAML parse error on {path}: {exception.Message}";
        }

        return documents;
    }

    /// <summary>The hook of a document; null where one of its events is unknown.</summary>
    private static Hook? ToHook(string path, string document, ManifestHead head, string events)
    {
        List<string> known = [];
        foreach (string written in Items(events))
        {
            string name = written == "test-success" ? HookEvents.Test : written;
            if (!Events.Contains(name))
            {
                return null;
            }

            known.Add(name);
        }

        string weight = head.Annotations!.GetValueOrDefault(HookAnnotations.Weight, "");
        return new Hook
        {
            Name = head.Name,
            Kind = head.Kind,
            Path = path,
            Manifest = document,
            Events = known,
            Weight = GoNumber.Atoi(weight, out long number) is NumberError.None ? number : 0,
            DeletePolicies = Policies(head, HookAnnotations.DeletePolicy),
            OutputLogPolicies = Policies(head, HookAnnotations.OutputLogPolicy),
        };
    }

    private static List<string> Policies(ManifestHead head, string annotation) =>
        head.Annotations!.TryGetValue(annotation, out string? policies) ? Items(policies) : [];

    private static List<string> Items(string text) => [.. text.Split(',').Select(item => item.Trim().ToLowerInvariant())];
}
