using Steersman.Vectors;

namespace Steersman.Architecture.Tests;

/// <summary>The groups of vectors whose project is not there yet: counted as known, so that nobody takes them for passed.</summary>
[Category("Vectors")]
public sealed class VectorsOfProjectsToComeTests
{
    [TestCase("more/kustomize")]
    public void Cases_of_a_project_that_is_not_built_are_counted_as_known(string group) => VectorGroup.Run(group, _ => "not built");
}
