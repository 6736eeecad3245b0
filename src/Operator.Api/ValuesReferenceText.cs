using System.Text.Json;
using Steersman.Kubernetes.Client.Json;

namespace Steersman.Operator.Api;

/// <summary>Why a reference of <c>valuesFrom</c> cannot be used, in Flux's words (<c>fluxcd/pkg/chartutil</c>, <c>ErrValuesReference</c>).</summary>
public static class ValuesReferenceText
{
    /// <summary>The key of a reference that names none.</summary>
    public const string DefaultKey = "values.yaml";

    /// <summary>The text without the cause.</summary>
    /// <param name="kind">Kind of the object, as it was written.</param>
    /// <param name="ns">Its namespace.</param>
    /// <param name="name">Its name.</param>
    /// <param name="key">The key; null for the default.</param>
    /// <param name="isOptional">True where the object may be missing.</param>
    public static string Unresolved(string kind, string ns, string name, string? key, bool isOptional) =>
        $"could not resolve {(isOptional ? "optional " : "")}{kind} chart values reference '{ns}/{name}' with key '{key ?? DefaultKey}'";

    /// <summary>The text for a reference whose kind cannot hold values.</summary>
    /// <param name="reference">The reference as it was written.</param>
    /// <param name="ns">Its namespace.</param>
    internal static string UnsupportedKind(JsonElement reference, string ns) =>
        $"{Unresolved(reference.Text("kind"u8) ?? "", ns, reference.Text("name"u8) ?? "", reference.Text("valuesKey"u8), reference.Flag("optional"u8) == true)}: unsupported values reference kind";
}
