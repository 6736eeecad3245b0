namespace Steersman.Kubernetes.Client.Objects;

/// <summary>An owner of an object, by which the garbage collector finds what to delete.</summary>
public sealed record OwnerReference(string ApiVersion, string Kind, string Name, string Uid, bool Controller = false);
