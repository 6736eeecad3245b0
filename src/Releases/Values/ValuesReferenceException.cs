using Steersman.Operator.Api;
using Steersman.Operator.Api.V1;

namespace Steersman.Releases.Values;

/// <summary>A reference of <c>valuesFrom</c> cannot be used; the text is Flux's.</summary>
/// <param name="ns">Namespace of the object.</param>
/// <param name="reference">The reference.</param>
/// <param name="why">What is wrong; may hold parts of the text that the object holds.</param>
/// <param name="wayOut">What to do about it.</param>
/// <param name="isMissing">The object or its key does not exist (yet).</param>
public sealed class ValuesReferenceException(string ns, ValuesReference reference, string why, string wayOut, bool isMissing) : Exception($"{SubjectOf(ns, reference)}: {why}")
{
    /// <summary>The reference, one of those that were given.</summary>
    public ValuesReference Reference => reference;

    /// <summary>True where the object or its key does not exist (yet).</summary>
    public bool IsMissing => isMissing;

    /// <summary>The message for people: Flux's with the way out, and without what a Secret holds.</summary>
    public string Explanation => isMissing || reference.Kind != ValuesReferenceKind.Secret
        ? $"{Message}: {wayOut}"
        : $"{SubjectOf(ns, reference)}: its text cannot be read as values: {wayOut}";

    private static string SubjectOf(string ns, ValuesReference reference) =>
        ValuesReferenceText.Unresolved(reference.Kind.ToString(), ns, reference.Name, reference.ValuesKey, reference.Optional);
}
