namespace Steersman.Releases.Sources;

/// <summary>A repository that an object tells how to speak to.</summary>
/// <param name="Url">Its address.</param>
/// <param name="Access">How it is spoken to; the Secrets are of the object's namespace.</param>
/// <param name="IsPlainHttp">For a registry: asked by http.</param>
public sealed record KnownRepository(string Url, ServerAccess Access, bool IsPlainHttp);
