namespace Steersman.Kubernetes.Client.Configuration;

/// <summary>How a kubeconfig is read.</summary>
public sealed record KubeconfigOptions
{
    /// <summary>The context to use; null for <c>current-context</c>.</summary>
    public string? Context { get; init; }

    /// <summary>Whether a user may name a program to run for its credential. Off: a kubeconfig from elsewhere must not run programs here.</summary>
    public bool AllowExec { get; init; }

    /// <summary>Whether certificates, keys and tokens may be in files. Off: a kubeconfig from elsewhere must not read the files of this process.</summary>
    public bool AllowFiles { get; init; } = true;

    /// <summary>Whether the server's certificate may go unchecked where the kubeconfig asks for it.</summary>
    public bool AllowInsecure { get; init; } = true;

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Reads environment variables.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;
}
