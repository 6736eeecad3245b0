using System.Text;
using Steersman.GoTemplate.Values;
using Steersman.Helm.Charts;
using Steersman.Helm.Engine;
using Steersman.Helm.Logging;
using Steersman.Helm.Manifests;
using Steersman.Helm.PostRendering;

namespace Steersman.Helm.Rendering;

/// <summary>From a chart and values to the documents of a release: what <c>helm template</c> and a client-side dry run of an installation do. Pure and safe for concurrent use.</summary>
public static class ChartRenderer
{
    private const string NotesFile = "NOTES.txt";

    /// <summary>Renders a chart. The chart is not changed and may be rendered by several threads at once.</summary>
    /// <exception cref="HelmException">The chart does not render; the message is Helm's, which may quote values.</exception>
    /// <exception cref="OperationCanceledException">The render was cancelled.</exception>
    public static RenderedChart Render(Chart chart, ChartRenderOptions options)
    {
        ArgumentNullException.ThrowIfNull(chart);
        ArgumentNullException.ThrowIfNull(options);
        try
        {
            return RenderChecked(chart, options);
        }
        catch (InsufficientExecutionStackException exception)
        {
            throw new HelmException("the chart or its values are nested too deeply", exception);
        }
    }

    private static RenderedChart RenderChecked(Chart chart, ChartRenderOptions options)
    {
        CancellationToken cancellation = options.Engine.Services.Cancellation;
        Chart processed = Process(chart, options);
        RenderValues values = RenderValues.Compose(processed, options.Values, options.Release, options.Capabilities, options.SkipSchemaValidation, options.Log, cancellation);
        KubeVersion version = options.Capabilities.KubeVersion;
        if (processed.Metadata is { KubeVersion: { Length: > 0 } required } && !ChartVersions.IsCompatibleRange(required, version.ToString()))
        {
            throw new RenderException($"chart requires kubeVersion: {required} which is incompatible with Kubernetes {version.Version}");
        }

        Dictionary<string, FileOutput> files = Engine.Engine.RenderFiles(processed, values, options.Engine);
        string notes = TakeNotes(files, processed, options.SubNotes);
        SortedManifests sorted = options.PostRender is null
            ? ManifestSorter.Sort(files, KindOrder.Install, options.Log, cancellation)
            : ManifestSorter.Sort(PostRenderer.Apply(Texts(files), options.PostRenderStrategy, options.PostRender), KindOrder.Install, options.Log, cancellation);
        return sorted.Error is null
            ? new RenderedChart { Chart = processed, Manifests = sorted.Manifests, Hooks = sorted.Hooks, Notes = notes }
            : throw new RenderException(sorted.Error) { Files = Texts(files), Hooks = sorted.Hooks };
    }

    private static Dictionary<string, string> Texts(Dictionary<string, FileOutput> files) => files.ToDictionary(file => file.Key, file => file.Value.Text, StringComparer.Ordinal);

    private static Chart Process(Chart chart, ChartRenderOptions options)
    {
        try
        {
            return ChartDependencies.Process(chart, options.Values, options.Log);
        }
        catch (HelmException exception)
        {
            options.Log?.Invoke(new LogEntry(LogLevel.Error, "chart dependencies processing failed", ("error", exception.Message)));
            throw new HelmException($"chart dependencies processing failed: {exception.Message}", exception);
        }
    }

    private static string TakeNotes(Dictionary<string, FileOutput> files, Chart chart, bool subNotes)
    {
        string own = SlashPath.Join(chart.Name, "templates", NotesFile);
        StringBuilder notes = new();
        foreach (string path in files.Keys.Where(path => path.EndsWith(NotesFile, StringComparison.Ordinal)).Order(Comparer<string>.Create(GoString.Compare)).ToList())
        {
            if (subNotes || path == own)
            {
                notes.Append(notes.Length > 0 ? "\n" : "").Append(files[path].Text);
            }

            files.Remove(path);
        }

        return notes.ToString();
    }
}
