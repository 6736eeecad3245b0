namespace Steersman.Helm.Registry;

/// <summary>A token of a realm, with the time from which it is no longer used.</summary>
internal sealed record RegistryToken(string Token, DateTimeOffset Expires)
{
    public override string ToString() => "token until " + Expires.ToString("O");
}
