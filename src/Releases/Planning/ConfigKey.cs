using Steersman.Releases.Applying;

namespace Steersman.Releases.Planning;

/// <summary>A key of a ConfigMap or Secret that pods do not start without.</summary>
/// <param name="Name">The key.</param>
/// <param name="IsVariable">True where a variable takes it: then only texts count, not <c>binaryData</c>.</param>
/// <param name="User">The first workload that uses it.</param>
public sealed record ConfigKey(string Name, bool IsVariable, ObjectKey User);
