using Steersman.Operator.Api.V1;

namespace Steersman.Releases.Values;

/// <summary>A reference of <c>valuesFrom</c> cannot be used; the text is Flux's.</summary>
public sealed class ValuesReferenceException(string ns, ValuesReference reference, string why, bool isMissing)
    : Exception($"could not resolve {(reference.Optional ? "optional " : "")}{reference.Kind} chart values reference '{ns}/{reference.Name}' with key '{reference.ValuesKey ?? "values.yaml"}': {why}")
{
    /// <summary>True where the object or its key does not exist (yet).</summary>
    public bool IsMissing { get; } = isMissing;
}
