using Steersman.Kubernetes.Client.Errors;

namespace Steersman.Kubernetes.Client.Configuration;

/// <summary>Finds the configuration as controller-runtime does: the path given, <c>KUBECONFIG</c>, the pod's own, then <c>~/.kube/config</c>.</summary>
public static class KubernetesConfiguration
{
    /// <param name="kubeconfig">The path of <c>--kubeconfig</c>; null or empty where it was not given.</param>
    /// <exception cref="KubernetesConfigurationException">Nothing was found, or what was found cannot be used.</exception>
    public static ClusterConfiguration Load(string? kubeconfig, KubeconfigOptions? options = null)
    {
        options ??= new KubeconfigOptions();
        if (!string.IsNullOrEmpty(kubeconfig))
        {
            return Kubeconfig.Load([kubeconfig], options);
        }

        if (options.Environment("KUBECONFIG") is { Length: > 0 } list)
        {
            return Kubeconfig.Load(list.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries), options);
        }

        if (InClusterConfiguration.IsPresent(options.Environment))
        {
            return InClusterConfiguration.Load(options.Environment, options.TimeProvider);
        }

        string? home = options.Environment("HOME");
        string path = Path.Combine(string.IsNullOrEmpty(home) ? "." : home, ".kube", "config");
        return File.Exists(path)
            ? Kubeconfig.Load([path], options)
            : throw new KubernetesConfigurationException($"no cluster is configured: no --kubeconfig, no KUBECONFIG, not in a pod, and no file {path}");
    }
}
