namespace Steersman.Kubernetes.Client.Discovery;

/// <summary>The version that an API server says it has; minor may end in a plus sign.</summary>
public sealed record ServerVersion(string Major, string Minor, string GitVersion);
