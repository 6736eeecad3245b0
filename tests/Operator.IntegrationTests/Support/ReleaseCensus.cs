using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api.V1;

namespace Steersman.Operator.IntegrationTests.Support;

/// <summary>Watches many HelmReleases at once.</summary>
internal static class ReleaseCensus
{
    /// <summary>Waits until so many releases are as they should be.</summary>
    /// <param name="ns">Their namespace; null: all.</param>
    /// <param name="count">How many.</param>
    /// <param name="holds">How they should be.</param>
    /// <param name="what">For the message.</param>
    /// <param name="patience">How long that may take.</param>
    /// <exception cref="AssertionException">They were not in time; the message tells how many were, and shows one that was not.</exception>
    public static async Task UntilAsync(string? ns, int count, Func<HelmRelease, bool> holds, string what, TimeSpan patience)
    {
        using CancellationTokenSource deadline = new(patience);
        IResourceClient<HelmRelease> releases = TestCluster.Client.Resource<HelmRelease>();
        HashSet<NamespacedName> done = [];
        Dictionary<NamespacedName, HelmRelease> others = [];
        try
        {
            while (true)
            {
                ResourceList<HelmRelease> list = await releases.ListAsync(new ListOptions { Namespace = ns }, deadline.Token);
                done.Clear();
                others.Clear();
                foreach (HelmRelease release in list.Items)
                {
                    See(release);
                }

                if (done.Count >= count)
                {
                    return;
                }

                try
                {
                    await foreach (WatchEvent<HelmRelease> change in releases.WatchAsync(new WatchOptions { Namespace = ns, ResourceVersion = list.ResourceVersion }, deadline.Token))
                    {
                        if (change is { Type: WatchEventType.Added or WatchEventType.Modified, Resource: { } release })
                        {
                            See(release);
                        }
                        else if (change is { Type: WatchEventType.Deleted, Resource: { } gone })
                        {
                            done.Remove(gone.Metadata.Key);
                            others.Remove(gone.Metadata.Key);
                        }

                        if (done.Count >= count)
                        {
                            return;
                        }
                    }
                }
                catch (KubernetesException)
                {
                    // Listed and watched anew.
                }
            }
        }
        catch (OperationCanceledException exception) when (deadline.IsCancellationRequested)
        {
            throw new AssertionException($"not in time: {count} {what}, but {done.Count}; one that is not: {Until.Text(others.Values.FirstOrDefault())}", exception);
        }

        void See(HelmRelease release)
        {
            if (holds(release))
            {
                done.Add(release.Metadata.Key);
                others.Remove(release.Metadata.Key);
            }
            else
            {
                done.Remove(release.Metadata.Key);
                others[release.Metadata.Key] = release;
            }
        }
    }
}
