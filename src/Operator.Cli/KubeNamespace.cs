using Steersman.Kubernetes.Client.Configuration;
using Steersman.Kubernetes.Client.Errors;

namespace Steersman.Operator.Cli;

/// <summary>The namespace that is meant where none is named (Helm's <c>EnvSettings.Namespace</c>).</summary>
internal static class KubeNamespace
{
    private const string Default = "default";

    /// <summary>The namespace of the kubeconfig's context; <c>default</c> where that names none or cannot be read.</summary>
    /// <param name="kubeconfig">The path of a kubeconfig; empty for the usual ones.</param>
    /// <param name="kubeContext">The context; empty for the current one.</param>
    /// <param name="context">Where paths and variables are looked up.</param>
    public static string Current(string kubeconfig, string kubeContext, CommandContext context)
    {
        string[] paths = [.. Paths(kubeconfig, context).Where(File.Exists)];
        if (paths.Length == 0)
        {
            return Default;
        }

        try
        {
            // No credentials are used: those of programs are as good as any.
            KubeconfigOptions options = new() { Context = kubeContext.Length == 0 ? null : kubeContext, AllowExec = true, Environment = context.Environment };
            return Kubeconfig.Load(paths, options).Namespace ?? Default;
        }
        catch (KubernetesConfigurationException)
        {
            return Default;
        }
    }

    private static IEnumerable<string> Paths(string kubeconfig, CommandContext context)
    {
        if (kubeconfig.Length > 0)
        {
            return [context.FullPath(kubeconfig)];
        }

        return context.Environment("KUBECONFIG") is { Length: > 0 } list
            ? list.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(context.FullPath)
            : [Path.Combine(context.Environment("HOME") is { Length: > 0 } home ? home : "/", ".kube", "config")];
    }
}
