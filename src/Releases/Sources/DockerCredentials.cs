namespace Steersman.Releases.Sources;

/// <summary>What a docker configuration has for a host; never part of a text.</summary>
/// <param name="Username">"" where there is an identity token.</param>
/// <param name="Password">"" where there is an identity token.</param>
/// <param name="IdentityToken">What the registry gives tokens for; null where it is asked with user name and password.</param>
internal sealed record DockerCredentials(string Username, string Password, string? IdentityToken = null)
{
    public override string ToString() => "docker credentials";
}
