namespace Steersman.Releases.Planning;

/// <summary>A ConfigMap or Secret that pods use.</summary>
/// <param name="Kind">ConfigMap or Secret.</param>
/// <param name="Name">Its name; its namespace is that of the pods.</param>
/// <param name="IsOptional">True where pods start without it.</param>
internal sealed record ConfigReference(string Kind, string Name, bool IsOptional)
{
    public override string ToString() => $"{Kind}/{Name}";
}
