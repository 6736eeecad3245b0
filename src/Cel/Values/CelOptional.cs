namespace Steersman.Cel.Values;

/// <summary>The value inside an optional that has one.</summary>
internal sealed class CelOptional(CelValue value)
{
    public CelValue Value => value;
}
