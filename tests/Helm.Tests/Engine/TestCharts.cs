using System.Text;
using Steersman.GoTemplate.Values;
using Steersman.Helm.Charts;
using Steersman.Helm.Engine;
using Steersman.Helm.Rendering;

namespace Steersman.Helm.Tests.Engine;

/// <summary>Renders charts made of a few texts.</summary>
internal static class TestCharts
{
    public const string Path = "c/templates/t.yaml";

    /// <summary>A chart named c of these templates, name to text, without the folder.</summary>
    public static Chart Of(params (string Name, string Text)[] templates) => new()
    {
        Metadata = new Metadata { ApiVersion = "v2", Name = "c", Version = "0.1.0" },
        Templates = [.. templates.Select(template => new ChartFile("templates/" + template.Name, Encoding.UTF8.GetBytes(template.Text)))],
    };

    public static IReadOnlyDictionary<string, string> Render(Chart chart, EngineOptions? options = null) =>
        Helm.Engine.Engine.Render(chart, RenderValues.Compose(chart, new ValueMap(), new ReleaseOptions { Name = "r", Namespace = "n", IsInstall = true }, DefaultCapabilities.Capabilities), options);

    /// <summary>What one template renders to.</summary>
    public static string Text(string template, EngineOptions? options = null) => Render(Of(("t.yaml", template)), options)[Path];
}
