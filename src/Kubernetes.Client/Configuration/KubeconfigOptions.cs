namespace Steersman.Kubernetes.Client.Configuration;

/// <summary>How a kubeconfig is read.</summary>
public sealed record KubeconfigOptions
{
    /// <summary>The context to use; null for <c>current-context</c>.</summary>
    public string? Context { get; init; }

    /// <summary>Whether a user may name a program to run for its credential. Off: a kubeconfig from elsewhere must not run programs here.</summary>
    public bool AllowExec { get; init; }

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Reads environment variables.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;
}
