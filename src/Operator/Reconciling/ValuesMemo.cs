using Steersman.Operator.Decisions;

namespace Steersman.Operator.Reconciling;

/// <summary>The outcome of composing values, and what it was made from.</summary>
/// <param name="Stamp">Generation and resource versions of everything that was read.</param>
/// <param name="Versions">The resource versions by objects, as <c>ConfigMap/name</c>.</param>
/// <param name="State">The outcome.</param>
internal sealed record ValuesMemo(string Stamp, IReadOnlyDictionary<string, string> Versions, ValuesState State);
