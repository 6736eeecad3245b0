using System.Text.Json;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;

namespace Steersman.Operator.IntegrationTests.Support;

/// <summary>Waits by watches, with deadlines.</summary>
internal static class Until
{
    /// <summary>Long, since machines that run tests are busy; a test that fails waits for it, one that passes does not.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>Waits until the object (null: it is not there) is as it should be, and gives it.</summary>
    /// <exception cref="AssertionException">It was not in time; the message shows it as it was last seen.</exception>
    public static async Task<T?> HoldsAsync<T>(IResourceClient<T> resource, NamespacedName key, Func<T?, bool> holds, string what, TimeSpan? patience = null)
        where T : class, IResource
    {
        using CancellationTokenSource deadline = new(patience ?? Patience);
        T? last = null;
        try
        {
            while (true)
            {
                ResourceList<T> list = await resource.ListAsync(new ListOptions { Namespace = key.Namespace, FieldSelector = $"metadata.name={key.Name}" }, deadline.Token);
                last = list.Items.FirstOrDefault();
                if (holds(last))
                {
                    return last;
                }

                try
                {
                    WatchOptions options = new() { Namespace = key.Namespace, FieldSelector = $"metadata.name={key.Name}", ResourceVersion = list.ResourceVersion };
                    await foreach (WatchEvent<T> change in resource.WatchAsync(options, deadline.Token))
                    {
                        if (change.Type == WatchEventType.Bookmark)
                        {
                            continue;
                        }

                        last = change.Type == WatchEventType.Deleted ? null : change.Resource;
                        if (holds(last))
                        {
                            return last;
                        }
                    }
                }
                catch (KubernetesException)
                {
                    // A watch may end at any time (a definition that goes takes its watches along): the list tells how things are.
                }
            }
        }
        catch (OperationCanceledException exception) when (deadline.IsCancellationRequested)
        {
            throw new AssertionException($"not in time: {what}; last seen: {Text(last)}", exception);
        }
    }

    /// <summary>Waits for a task.</summary>
    /// <exception cref="AssertionException">It did not end in time.</exception>
    public static async Task EndsAsync(Task task, string what, TimeSpan? patience = null)
    {
        try
        {
            await task.WaitAsync(patience ?? Patience);
        }
        catch (TimeoutException exception)
        {
            throw new AssertionException($"not in time: {what}", exception);
        }
    }

    /// <summary>An object as JSON, for messages.</summary>
    public static string Text(IResource? resource)
    {
        if (resource is null)
        {
            return "nothing";
        }

        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Indented = true }))
        {
            resource.WriteTo(writer);
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
