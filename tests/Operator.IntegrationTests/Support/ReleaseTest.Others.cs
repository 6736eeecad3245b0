using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Json;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;

namespace Steersman.Operator.IntegrationTests.Support;

/// <summary>What others do beside the operator, and what it tells of that.</summary>
internal abstract partial class ReleaseTest
{
    /// <summary>Changes an object of the test's namespace as <c>kubectl edit</c> does, by the manager <c>by-hand</c>.</summary>
    protected async Task PatchAsync(string apiVersion, string kind, string name, string merge)
    {
        IResourceClient<Unstructured> resource = await Client.ResourceAsync(GroupVersionKind.Parse(apiVersion, kind), CancellationToken.None);
        await resource.PatchAsync(new NamespacedName(Namespace, name), Patch.Merge((JsonObject)YamlJson.Parse(merge)!), new WriteOptions { FieldManager = "by-hand" }, CancellationToken.None);
    }

    /// <summary>Deletes an object of the test's namespace.</summary>
    protected async Task DeleteAsync(string apiVersion, string kind, string name)
    {
        IResourceClient<Unstructured> resource = await Client.ResourceAsync(GroupVersionKind.Parse(apiVersion, kind), CancellationToken.None);
        await resource.DeleteAsync(new NamespacedName(Namespace, name), new DeleteOptions { Propagation = DeletionPropagation.Background }, CancellationToken.None);
    }

    /// <summary>Waits for an event of a HelmRelease with that reason and text; gives its note.</summary>
    /// <exception cref="AssertionException">It was not told in time; the message shows the others.</exception>
    protected async Task<string> UntilEventAsync(string release, string reason, string text)
    {
        using CancellationTokenSource deadline = new(Until.Patience);
        List<string> told = [];
        IResourceClient<Event> events = Client.Resource<Event>();
        try
        {
            while (true)
            {
                ResourceList<Event> list = await events.ListAsync(new ListOptions { Namespace = Namespace }, deadline.Token);
                foreach (Event item in list.Items)
                {
                    if (Matches(item, out string note))
                    {
                        return note;
                    }
                }

                await foreach (WatchEvent<Event> change in events.WatchAsync(new WatchOptions { Namespace = Namespace, ResourceVersion = list.ResourceVersion }, deadline.Token))
                {
                    if (change is { Type: not WatchEventType.Bookmark, Resource: { } item } && Matches(item, out string note))
                    {
                        return note;
                    }
                }
            }
        }
        catch (OperationCanceledException exception) when (deadline.IsCancellationRequested)
        {
            throw new AssertionException($"not in time: {release} tells {reason}: {text}; told: {string.Join("\n", told)}", exception);
        }

        bool Matches(Event item, out string note)
        {
            note = item.Content["note"]?.ToString() ?? "";
            string its = item.Content["reason"]?.ToString() ?? "";
            told.Add($"{its}: {note}");
            return item.Content["regarding"]?["name"]?.ToString() == release && its == reason && note.Contains(text, StringComparison.Ordinal);
        }
    }

    /// <summary>Does something while a kind of others, with a status and no other schema, is served.</summary>
    protected async Task WithDefinitionAsync(string group, string version, string kind, string plural, Func<Task> act)
    {
        string name = $"{plural}.{group}";
        await ApplyAsync($$"""
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: {{name}}, annotations: {api-approved.kubernetes.io: unapproved} }
            spec:
              group: {{group}}
              scope: Namespaced
              names: {kind: {{kind}}, listKind: {{kind}}List, plural: {{plural}}, singular: {{kind.ToLowerInvariant()}}}
              versions:
              - name: {{version}}
                served: true
                storage: true
                subresources: {status: {} }
                schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true} }
            """);
        try
        {
            await UntilAsync("apiextensions.k8s.io/v1", "CustomResourceDefinition", name, "the kind is served", IsEstablished);
            Client.Mapper.Invalidate(group);
            await act();
        }
        finally
        {
            IResourceClient<Unstructured> definitions = await Client.ResourceAsync(GroupVersionKind.Parse("apiextensions.k8s.io/v1", "CustomResourceDefinition"), CancellationToken.None);
            await definitions.DeleteAsync(new NamespacedName(null, name), DeleteOptions.Default, CancellationToken.None);
        }
    }

    private static bool IsEstablished(Unstructured? definition) =>
        definition?.Content["status"]?["conditions"] is JsonArray conditions && conditions.Any(each => each?["type"]?.ToString() == "Established" && each["status"]?.ToString() == "True");

    /// <summary>Deletes a namespace and waits until it is gone.</summary>
    protected static async Task DeleteNamespaceAsync(string name)
    {
        NamespacedName key = new(null, name);
        await Client.Resource<Namespace>().DeleteAsync(key, DeleteOptions.Default, CancellationToken.None);
        await Until.HoldsAsync(Client.Resource<Namespace>(), key, ns => ns is null, $"namespace {name} is gone");
    }

    /// <summary>Deletes the test's namespace; for how long the HelmRelease <c>web</c> held it up. How soon Kubernetes looks again after that is its own matter.</summary>
    protected async Task<TimeSpan> DeleteNamespaceAsync()
    {
        DateTimeOffset begun = DateTimeOffset.UtcNow;
        NamespacedName key = new(null, Namespace);
        await Client.Resource<Namespace>().DeleteAsync(key, DeleteOptions.Default, CancellationToken.None);
        await Until.HoldsAsync(ReleaseClient, new NamespacedName(Namespace, "web"), release => release is null, "the HelmRelease is gone");
        TimeSpan held = DateTimeOffset.UtcNow - begun;
        await Until.HoldsAsync(Client.Resource<Namespace>(), key, ns => ns is null, $"namespace {Namespace} is gone");
        return held;
    }
}
