using System.Net;
using Steersman.Helm.Registry;

namespace Steersman.Releases.Sources;

/// <summary>What was read of how a server is spoken to.</summary>
/// <param name="Credentials">Null: anonymously.</param>
/// <param name="Trust">Null: as any server.</param>
/// <param name="Proxy">Null: that of the environment.</param>
/// <param name="Identity">Tells one from another; holds no secret.</param>
internal sealed record ServerKeys(RepositoryCredentials? Credentials, ServerTrust? Trust, IWebProxy? Proxy, string Identity)
{
    public override string ToString() => Identity;
}
