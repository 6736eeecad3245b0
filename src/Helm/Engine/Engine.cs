using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Values;
using Steersman.Helm.Charts;
using Steersman.Helm.Rendering;

namespace Steersman.Helm.Engine;

/// <summary>Renders charts as Helm 4.3.1's <c>pkg/engine</c> does. Safe for concurrent use; parsed texts are shared between renders.</summary>
public static class Engine
{
    internal const string NoValue = "<no value>";

    /// <summary>UTF-16 units of all actions of a chart and of those below it: their trees take sixty times as much memory.</summary>
    private const long LongestActions = 8L << 20;

    /// <summary>Renders every template of a chart and of the charts below it, partials left out.</summary>
    /// <param name="chart">The chart, its dependencies processed.</param>
    /// <param name="values">What it is rendered with; the templates may change the values.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <returns>The texts by full path, such as <c>parent/charts/sub/templates/x.yaml</c>; NOTES.txt among them.</returns>
    /// <exception cref="RenderException">The chart does not render; the message is Helm's.</exception>
    /// <exception cref="OperationCanceledException">The render was cancelled.</exception>
    public static IReadOnlyDictionary<string, string> Render(Chart chart, RenderValues values, EngineOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(chart);
        ArgumentNullException.ThrowIfNull(values);
        return RenderFiles(chart, values, options ?? EngineOptions.Default).ToDictionary(static file => file.Key, static file => file.Value.Text, StringComparer.Ordinal);
    }

    /// <summary>As <see cref="Render"/>, with what is known of the texts.</summary>
    internal static Dictionary<string, FileOutput> RenderFiles(Chart chart, RenderValues values, EngineOptions options)
    {
        List<Renderable> renderables = ChartContexts.Collect(chart, values);
        renderables.Sort(static (left, right) => ComparePaths(right.Path, left.Path));
        ParsedFile[] parsed = Parse(renderables);
        TemplateSet templates = TemplateSet.Of(parsed.Select(static file => file.Template));
        RenderState state = new(options.Lookup);
        using Frame frame = new(options.Services with { State = state }) { IsStrict = options.Strict };
        Dictionary<string, FileOutput> rendered = new(renderables.Count, StringComparer.Ordinal);
        for (int index = 0; index < parsed.Length; index++)
        {
            Renderable renderable = renderables[index];
            if (!SlashPath.Base(renderable.Path).StartsWith('_'))
            {
                rendered[renderable.Path] = Execute(frame, templates, renderable, parsed[index]);
            }
        }

        return rendered;
    }

    private static ParsedFile[] Parse(List<Renderable> renderables)
    {
        ParsedFile[] parsed = new ParsedFile[renderables.Count];
        long actions = 0;
        for (int index = 0; index < parsed.Length; index++)
        {
            Renderable renderable = renderables[index];
            try
            {
                parsed[index] = ParsedFiles.Get(renderable.Path, renderable.File);
            }
            catch (ParseException exception)
            {
                throw new RenderException(RenderErrors.OfParsing(renderable.Path, exception), exception);
            }

            if ((actions += parsed[index].ActionLength) > LongestActions)
            {
                throw new RenderException($"{renderable.Path}: the actions of the chart's templates have more than {LongestActions} characters");
            }
        }

        return parsed;
    }

    private static FileOutput Execute(Frame frame, TemplateSet templates, Renderable renderable, ParsedFile file)
    {
        ValueMap template = new(HelmTypes.Values);
        template["Name"] = Value.FromString(renderable.Path);
        template["BasePath"] = Value.FromString(renderable.BasePath);
        renderable.Context["Template"] = Value.FromMap(template);
        templates.TryGet(renderable.Path, out TemplateBody? body);
        try
        {
            return file.Execute(frame, templates, body!, Value.FromMap(renderable.Context.As(HelmTypes.Values)));
        }
        catch (ExecutionException exception)
        {
            throw new RenderException(RenderErrors.OfExecution(renderable.Path, exception), exception);
        }
        catch (LimitException exception)
        {
            throw new RenderException(exception.Message, exception);
        }
    }

    // Fewer slashes first, then by bytes; templates are parsed and executed in the reverse of it.
    private static int ComparePaths(string left, string right)
    {
        int difference = left.AsSpan().Count('/') - right.AsSpan().Count('/');
        return difference != 0 ? difference : GoString.Compare(left, right);
    }
}
