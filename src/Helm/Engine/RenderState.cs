using Steersman.GoTemplate.Execution;

namespace Steersman.Helm.Engine;

/// <summary>What the engine's functions keep during one render.</summary>
internal sealed class RenderState(ILookup? lookup)
{
    private const int MaxNesting = 1000;

    private readonly Dictionary<string, int> _included = new(StringComparer.Ordinal);

    public ILookup? Lookup { get; } = lookup;

    public static RenderState Of(Frame frame) =>
        frame.Services.State as RenderState ?? throw new InvalidOperationException("a function of the engine was called outside a render");

    /// <summary>Counts how often a template is included within itself.</summary>
    public void Enter(string name)
    {
        ref int count = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_included, name, out _);
        if (count > MaxNesting)
        {
            throw new FunctionException($"rendering template has a nested reference name: {name}: unable to execute template");
        }

        count++;
    }

    public void Leave(string name) => _included[name]--;
}
