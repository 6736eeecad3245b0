using System.Xml.Linq;

namespace Steersman.Architecture.Tests;

/// <summary>References point downward only: each project may know those that stand before it here, and of those only the ones named.</summary>
public sealed class ProjectReferenceTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Yaml"] = [],
        ["GoTemplate"] = [],
        ["Semver"] = [],
        ["Regex"] = [],
        ["Cel"] = ["Regex"],
        ["Kustomize"] = ["Yaml", "Regex"],
        ["Sprig"] = ["GoTemplate", "Semver", "Regex"],
        ["Helm"] = ["Sprig", "Yaml", "GoTemplate", "Semver", "Regex"],
        ["Kubernetes.Client"] = ["Yaml"],
        ["Kubernetes.Controller"] = ["Kubernetes.Client"],
        ["Kubernetes.Status"] = ["Kubernetes.Controller", "Kubernetes.Client"],
        ["Operator.Api"] = ["Kubernetes.Client"],
        ["Releases"] = ["Helm", "Kustomize", "Kubernetes.Status", "Operator.Api", "Kubernetes.Controller", "Kubernetes.Client"],
        ["Operator.Cli"] = ["Releases", "Helm", "Sprig", "GoTemplate", "Regex", "Yaml", "Kubernetes.Status", "Operator.Api", "Kubernetes.Controller", "Kubernetes.Client"],
        ["Operator"] = ["Cel", "Releases", "Helm", "Kubernetes.Status", "Operator.Api", "Kubernetes.Controller", "Kubernetes.Client"],
    };

    private static readonly string Root = Repository.Root;

    [Test]
    public void Every_project_of_src_has_its_place() =>
        Assert.That(Directory.GetDirectories(Path.Combine(Root, "src")).Select(Path.GetFileName), Is.EquivalentTo(Allowed.Keys));

    [TestCaseSource(nameof(Projects))]
    public void A_project_references_only_what_stands_below_it(string project)
    {
        XDocument file = XDocument.Load(Path.Combine(Root, "src", project, $"Steersman.{project}.csproj"));
        IEnumerable<string> references = file.Descendants("ProjectReference").Select(reference => Path.GetFileName(Path.GetDirectoryName(reference.Attribute("Include")!.Value))!);
        Assert.That(references.Except(Allowed[project], StringComparer.Ordinal), Is.Empty);
    }

    [TestCaseSource(nameof(Projects))]
    public void A_projects_namespaces_begin_with_its_name(string project)
    {
        string[] strays = [.. Directory.EnumerateFiles(Path.Combine(Root, "src", project), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(file => File.ReadLines(file).FirstOrDefault(line => line.StartsWith("namespace ", StringComparison.Ordinal)) is { } line
                && !line.StartsWith($"namespace Steersman.{project}", StringComparison.Ordinal))];
        Assert.That(strays, Is.Empty);
    }

    private static IEnumerable<string> Projects() => Allowed.Keys;
}
