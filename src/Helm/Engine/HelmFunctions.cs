using Steersman.GoTemplate.Execution;
using Steersman.Sprig;

namespace Steersman.Helm.Engine;

/// <summary>The functions of charts: sprig's without those that read the environment, and Helm's own over them.</summary>
public static class HelmFunctions
{
    /// <summary>All of them, but Go's builtins.</summary>
    public static FunctionMap Map { get; } = SprigFunctions.Map
        .With(DataFunctions.All)
        .With(TomlFunctions.All)
        .With(DurationFunctions.All)
        .With(TemplateFunctions.All);
}
