using Steersman.Helm.Logging;
using Steersman.Helm.Values;

namespace Steersman.Helm.Charts;

/// <summary>Makes a chart of its files, and the charts below it of theirs (loader.LoadFiles). One instance loads one tree.</summary>
internal sealed class ChartAssembler(ArchiveLimits limits, Action<LogEntry>? warn)
{
    private const string V1 = "v1";

    private readonly ArchiveFiles _archives = new(limits);

    public Chart LoadArchive(ReadOnlyMemory<byte> archive, int depth) => LoadFiles(_archives.Load(archive), depth);

    public Chart LoadFiles(IReadOnlyList<ChartFile> files, int depth)
    {
        if (depth > limits.MaxDepth)
        {
            throw new HelmException($"charts are nested deeper than the maximum of {limits.MaxDepth}");
        }

        Parts parts = new();
        foreach (ChartFile file in files.Where(file => file.Name == "Chart.yaml"))
        {
            parts.Metadata = Loading("Chart.yaml", () => ChartYaml.Metadata(file.Text, parts.Metadata ?? new Metadata()));
            parts.ModTime = file.ModTime;
            if (parts.Metadata.ApiVersion.Length == 0)
            {
                parts.Metadata = parts.Metadata with { ApiVersion = V1 };
            }
        }

        foreach (ChartFile file in files)
        {
            Sort(file, parts);
        }

        if (parts.Metadata is null)
        {
            throw new HelmException("Chart.yaml file is missing");
        }

        Metadata metadata = MetadataValidation.Validate(parts.Metadata);
        return new Chart
        {
            Metadata = metadata,
            Lock = parts.Lock,
            Templates = OrNil(parts.Templates),
            Values = parts.Values,
            Schema = parts.Schema?.Data,
            SchemaModTime = parts.Schema?.ModTime ?? default,
            Files = OrNil(parts.Files),
            ModTime = parts.ModTime,
            Raw = files,
            Dependencies = [.. parts.Below.OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => LoadBelow(group.Key, group.Value, metadata.Name, depth + 1)).OfType<Chart>()],
        };
    }

    // A Go slice to which nothing was appended is nil, which release records show.
    private static List<ChartFile>? OrNil(List<ChartFile> files) => files.Count == 0 ? null : files;

    private static T Loading<T>(string file, Func<T> load)
    {
        try
        {
            return load();
        }
        catch (HelmException exception)
        {
            throw new HelmException($"cannot load {file}: {exception.Message}", exception);
        }
    }

    private void Sort(ChartFile file, Parts parts)
    {
        switch (file.Name)
        {
            case "Chart.yaml":
                return;
            case "Chart.lock":
                parts.Lock = Loading(file.Name, () => ChartYaml.Lock(file.Text));
                return;
            case "values.yaml":
                parts.Values = Loading(file.Name, () => ValuesReader.LoadValues(file.Text));
                return;
            case "values.schema.json":
                parts.Schema = file;
                return;
            case "requirements.yaml":
                parts.Metadata ??= new Metadata();
                _ = IsV1(parts.Metadata, "Dependencies are handled in Chart.yaml since apiVersion \"v2\". We recommend migrating dependencies to Chart.yaml.");
                parts.Metadata = Loading(file.Name, () => ChartYaml.Metadata(file.Text, parts.Metadata));
                AddIf(parts.Metadata.ApiVersion == V1, file, parts);
                return;
            case "requirements.lock":
                parts.Lock = Loading(file.Name, () => ChartYaml.Lock(file.Text));
                parts.Metadata ??= new Metadata();
                AddIf(IsV1(parts.Metadata, "Dependency locking is handled in Chart.lock since apiVersion \"v2\". We recommend migrating to Chart.lock."), file, parts);
                return;
        }

        if (file.Name.StartsWith("templates/", StringComparison.Ordinal))
        {
            parts.Templates.Add(file);
        }
        else if (file.Name.StartsWith("charts/", StringComparison.Ordinal) && SlashPath.Extension(file.Name) != ".prov")
        {
            string name = file.Name["charts/".Length..];
            int slash = name.IndexOf('/');
            string group = slash < 0 ? name : name[..slash];
            if (!parts.Below.TryGetValue(group, out List<ChartFile>? members))
            {
                parts.Below[group] = members = [];
            }

            members.Add(new ChartFile(name, file.Data, file.ModTime));
        }
        else
        {
            parts.Files.Add(file);
        }
    }

    private bool IsV1(Metadata metadata, string warning)
    {
        if (metadata.ApiVersion != V1)
        {
            warn?.Invoke("Warning: " + warning);
        }

        return metadata.ApiVersion == V1;
    }

    private static void AddIf(bool condition, ChartFile file, Parts parts)
    {
        if (condition)
        {
            parts.Files.Add(file);
        }
    }

    /// <summary>Loads what lies under charts/NAME; null for names that are hidden.</summary>
    private Chart? LoadBelow(string name, List<ChartFile> members, string parent, int depth)
    {
        if (name.StartsWith('_') || name.StartsWith('.'))
        {
            return null;
        }

        bool isArchive = SlashPath.Extension(name) == ".tgz";
        if (isArchive && members[0].Name != name)
        {
            throw new HelmException($"error unpacking subchart tar in {parent}: expected {name}, got {members[0].Name}");
        }

        try
        {
            // Files that lie in charts/ without being one are no part of any chart.
            return isArchive
                ? LoadArchive(members[0].Data, depth)
                : LoadFiles([.. members.Where(member => member.Name.Contains('/')).Select(member => new ChartFile(member.Name[(name.Length + 1)..], member.Data, member.ModTime))], depth);
        }
        catch (HelmException exception)
        {
            throw new HelmException($"error unpacking subchart {name} in {parent}: {exception.Message}", exception);
        }
    }

    private sealed class Parts
    {
        public Metadata? Metadata { get; set; }

        public Lock? Lock { get; set; }

        public GoTemplate.Values.ValueMap? Values { get; set; }

        public ChartFile? Schema { get; set; }

        public Timestamp ModTime { get; set; }

        public List<ChartFile> Templates { get; } = [];

        public List<ChartFile> Files { get; } = [];

        public Dictionary<string, List<ChartFile>> Below { get; } = new(StringComparer.Ordinal);
    }
}
