using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace Steersman.Operator.IntegrationTests.Support;

/// <summary>A small chart, made in the test that needs it.</summary>
/// <param name="Name">Name of the chart.</param>
/// <param name="Version">Its version.</param>
internal sealed record TestChart(string Name, string Version = "1.0.0")
{
    /// <summary>A template of one ConfigMap named after the release, with <c>.Values.text</c> in it.</summary>
    public const string ConfigMapTemplate = """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: {{ .Release.Name }}-text
        data:
          text: {{ .Values.text | quote }}
        """;

    /// <summary>A template of one Deployment with one pod, whose image tag tells <see cref="PodPuppet"/> how it fares.</summary>
    public const string DeploymentTemplate = """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: {{ .Release.Name }}
        spec:
          replicas: {{ .Values.replicas | default 1 }}
          selector:
            matchLabels: {app: {{ .Release.Name }}}
          template:
            metadata:
              labels: {app: {{ .Release.Name }}}
            spec:
              containers:
              - name: app
                image: localhost/app:{{ .Values.tag | default "ready" }}
        """;

    // Release records hold the times of files: packed twice, a chart is the same.
    private static readonly DateTimeOffset Written = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly List<(string Path, string Text)> _files = [];

    /// <summary>The chart with one more file.</summary>
    public TestChart With(string path, string text)
    {
        TestChart copy = new(Name, Version);
        copy._files.AddRange(_files);
        copy._files.Add((path, text));
        return copy;
    }

    /// <summary>A chart of one ConfigMap.</summary>
    public static TestChart OfConfigMap(string name, string version = "1.0.0") =>
        new TestChart(name, version).With("values.yaml", "text: hello\n").With("templates/configmap.yaml", ConfigMapTemplate);

    /// <summary>A chart of one Deployment.</summary>
    public static TestChart OfDeployment(string name, string version = "1.0.0") =>
        new TestChart(name, version).With("values.yaml", "tag: ready\n").With("templates/deployment.yaml", DeploymentTemplate);

    /// <summary>The archive.</summary>
    public byte[] Pack()
    {
        using MemoryStream archive = new();
        using (GZipStream compressed = new(archive, CompressionLevel.Optimal))
        using (TarWriter tar = new(compressed, TarEntryFormat.Ustar))
        {
            string metadata = $"apiVersion: v2\nname: {Name}\nversion: {Version}\nappVersion: \"{Version}\"\n";
            foreach ((string path, string text) in _files.Prepend(("Chart.yaml", metadata)))
            {
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, $"{Name}/{path}") { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)), ModificationTime = Written });
            }
        }

        return archive.ToArray();
    }
}
