using System.Runtime.CompilerServices;
using Steersman.GoTemplate.Values;
using Steersman.Helm.Charts;
using Steersman.Helm.Rendering;

namespace Steersman.Helm.Engine;

/// <summary>Finds the templates of a chart tree and makes the context of each chart (Helm's <c>recAllTpls</c>).</summary>
internal static class ChartContexts
{
    public static List<Renderable> Collect(Chart chart, RenderValues values)
    {
        Dictionary<string, Renderable> renderables = new(StringComparer.Ordinal);
        Collect(chart, null, ReleaseOf(values.Release), Value.FromObject(new CapabilitiesObject(values.Capabilities)), values.Values, renderables);
        return [.. renderables.Values];
    }

    private static ValueMap Collect(
        Chart chart, string? parentPath, ValueMap release, Value capabilities, ValueMap values, Dictionary<string, Renderable> renderables)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        ValueMap subcharts = new();
        ValueMap context = new();
        context["Chart"] = Value.FromMap(ChartObject.Of(chart, isRoot: parentPath is null));
        context["Files"] = Value.FromMap(FilesObject.Of(chart.Files ?? []));
        context["Release"] = Value.FromMap(release);
        context["Capabilities"] = capabilities;
        context["Values"] = Value.FromMap(values.As(HelmTypes.Values));
        context["Subcharts"] = Value.FromMap(subcharts);
        string path = chart.FullPath(parentPath);
        foreach (Chart child in chart.Dependencies)
        {
            ValueMap below = values.TryGetValue(child.Name, out Value table) && table.TryGetMap(out ValueMap? map) && !map.IsNil ? map : new ValueMap();
            subcharts[child.Name] = Value.FromMap(Collect(child, path, release, capabilities, below, renderables));
        }

        string basePath = SlashPath.Join(path, "templates");
        foreach (ChartFile file in chart.Templates ?? [])
        {
            // A library chart has nothing but partials.
            if (!chart.IsLibrary || SlashPath.Base(file.Name).StartsWith('_'))
            {
                string fullPath = SlashPath.Join(path, file.Name);
                renderables[fullPath] = new Renderable(fullPath, file, context, basePath);
            }
        }

        return context;
    }

    private static ValueMap ReleaseOf(ReleaseOptions options)
    {
        ValueMap release = new();
        release["Name"] = Value.FromString(options.Name);
        release["Namespace"] = Value.FromString(options.Namespace);
        release["IsUpgrade"] = Value.FromBool(options.IsUpgrade);
        release["IsInstall"] = Value.FromBool(options.IsInstall);
        release["Revision"] = Value.FromInt(options.Revision);
        release["Service"] = Value.FromString("Helm");
        return release;
    }
}
