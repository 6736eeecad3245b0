using Steersman.Cel.Values;

namespace Steersman.Cel.Evaluation;

internal sealed class NoVariables : ICelVariables
{
    public static NoVariables Instance { get; } = new();

    public bool TryGet(string name, out CelValue value)
    {
        value = default;
        return false;
    }
}
