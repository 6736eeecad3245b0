using Steersman.Cel.Values;

namespace Steersman.Cel;

/// <summary>The variables of an expression.</summary>
public interface ICelVariables
{
    /// <summary>The value of a variable.</summary>
    /// <returns>False where there is no such variable.</returns>
    bool TryGet(string name, out CelValue value);
}
