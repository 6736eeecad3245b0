namespace Steersman.Kubernetes.Client.Objects;

/// <summary>A kind of object whatever its version; the core group is the empty string.</summary>
public readonly record struct GroupKind(string Group, string Kind)
{
    public override string ToString() => Group.Length == 0 ? Kind : $"{Kind}.{Group}";
}
