using System.Net;

namespace Steersman.Helm.Registry;

/// <summary>Limits and habits of the clients of repositories and registries.</summary>
public sealed record RegistryOptions
{
    /// <summary>The largest archive that is taken: Helm's limit of the unpacked chart.</summary>
    public int MaxArchiveBytes { get; init; } = 100 << 20;

    /// <summary>The largest index that is taken.</summary>
    public int MaxIndexBytes { get; init; } = 64 << 20;

    /// <summary>How long one request may take, its body included.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>How often a request is repeated after a failure that may pass.</summary>
    public int MaxRetries { get; init; } = 3;

    /// <summary>The pause before the first repetition; later ones are longer.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest pause that a server can ask for within one fetch; one that asks for more is left alone.</summary>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromSeconds(30);

    public int MaxRedirects { get; init; } = 5;

    /// <summary>True to speak http with registries instead of https.</summary>
    public bool IsPlainHttp { get; init; }

    /// <summary>Which addresses may be reached.</summary>
    public AddressRules Addresses { get; init; } = AddressRules.Default;

    /// <summary>Through what servers are asked; null: directly.</summary>
    public IWebProxy? Proxy { get; init; }

    /// <summary>True where the proxy is not the operator's own choice: <see cref="Addresses"/> count for its address, too.</summary>
    public bool JudgesProxy { get; init; }

    public string UserAgent { get; init; } = "Steersman";
}
