using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Json;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Inputs;
using Steersman.Releases.Applying;
using Steersman.Releases.Rendering;

namespace Steersman.Operator.Steps.Applying;

/// <summary>What a revision needs before it: the namespace, and the definitions of the chart's <c>crds</c> folder. The namespace is never changed, definitions only where that is asked for; neither is ever deleted.</summary>
internal sealed class ReleasePrerequisites(IKubernetesClient client, ITargetFacts facts, ApplyPolicy policy)
{
    public static bool CreatesNamespace(Step.PrepareRevision step, StepContext context) =>
        step.Type == OperationType.Install && context.Release.Spec.Install is { CreateNamespace: true } && context.Seen.IsNamespaceMissing;

    /// <summary>The kinds that the chart's own definitions make.</summary>
    public static IEnumerable<GroupKind> KindsOf(Step.PrepareRevision step, StepContext context, RenderedRevision rendered) =>
        PolicyOf(step, context) != CrdsPolicy.Skip ? rendered.Definitions.Select(DefinedKind).OfType<GroupKind>() : [];

    /// <summary>Creates what is missing.</summary>
    /// <returns>False where definitions are not established yet; the watch on definitions wakes the release.</returns>
    /// <exception cref="PrerequisiteException">The server refused an object.</exception>
    public async Task<bool> EnsureAsync(Step.PrepareRevision step, StepContext context, RenderedRevision rendered, CancellationToken cancellation)
    {
        if (CreatesNamespace(step, context))
        {
            await CreateNamespaceAsync(context.Release.ReleaseNamespace, cancellation);
        }

        bool isServed = true;
        foreach (JsonObject definition in PolicyOf(step, context) == CrdsPolicy.Skip ? [] : rendered.Definitions)
        {
            if (PolicyOf(step, context) == CrdsPolicy.CreateReplace)
            {
                await ApplyAsync(definition, cancellation);
            }
            else if (facts.Definition(NameOf(definition)) is not { IsEstablished: true })
            {
                await CreateAsync(definition, cancellation);
            }

            isServed &= facts.Definition(NameOf(definition)) is { IsEstablished: true } && await IsServedAsync(definition, cancellation);
        }

        return isServed;
    }

    /// <summary>What would be created before the objects of a revision.</summary>
    public IEnumerable<PlannedChange> Missing(Step.PrepareRevision step, StepContext context, RenderedRevision rendered)
    {
        if (CreatesNamespace(step, context))
        {
            yield return new PlannedChange { Object = $"Namespace/{context.Release.ReleaseNamespace}", Change = PlannedChangeType.Added };
        }

        foreach (string name in PolicyOf(step, context) == CrdsPolicy.Skip ? [] : rendered.Definitions.Select(NameOf).Where(name => facts.Definition(name) is null))
        {
            yield return new PlannedChange { Object = $"CustomResourceDefinition/{name}", Change = PlannedChangeType.Added };
        }
    }

    /// <summary>What is done with the chart's definitions.</summary>
    public static CrdsPolicy PolicyOf(Step.PrepareRevision step, StepContext context) => step.Type == OperationType.Install
        ? context.Release.Spec.Install?.Crds ?? CrdsPolicy.Create
        : context.Release.Spec.Upgrade?.Crds ?? CrdsPolicy.Skip;

    /// <summary>The kind that a definition makes; null where it does not say.</summary>
    public static GroupKind? DefinedKind(JsonObject definition) =>
        definition.GetObject("spec") is { } spec && spec.GetString("group") is { } group && spec.GetObject("names")?.GetString("kind") is { } kind ? new GroupKind(group, kind) : null;

    /// <summary>The versions that a definition has served.</summary>
    public static IEnumerable<string> ServedVersions(JsonObject definition) =>
        (definition.GetObject("spec")?.GetArray("versions") ?? []).OfType<JsonObject>().Where(version => version.GetBool("served") == true).Select(version => version.GetString("name")).OfType<string>();

    private static string NameOf(JsonObject definition) => definition.GetObject("metadata")?.GetString("name") ?? "";

    // Between a definition and its discovery lies a moment. A definition that existed may serve other versions: only its kind is asked for.
    private async Task<bool> IsServedAsync(JsonObject definition, CancellationToken cancellation)
    {
        if (DefinedKind(definition) is not { } kind || !(await client.Mapper.FindAsync(kind, cancellation)).IsEmpty)
        {
            return true;
        }

        client.Mapper.Invalidate(kind.Group);
        return !(await client.Mapper.FindAsync(kind, cancellation)).IsEmpty;
    }

    private async Task CreateNamespaceAsync(string name, CancellationToken cancellation)
    {
        Namespace ns = new(name);
        ns.Metadata.Labels["name"] = name;
        try
        {
            await client.Resource<Namespace>().CreateAsync(ns, new WriteOptions { FieldManager = WellKnown.FieldManager }, cancellation);
        }
        catch (KubernetesApiException exception) when (exception.IsAlreadyExists)
        {
        }
        catch (KubernetesApiException exception)
        {
            throw new PrerequisiteException($"Namespace/{name}: {exception.Message}", $"Namespace/{name}", exception.IsTransient);
        }
    }

    private Task CreateAsync(JsonObject definition, CancellationToken cancellation) => TryAsync(definition, async (resource, item) =>
    {
        try
        {
            await resource.CreateAsync(item, new WriteOptions { FieldManager = WellKnown.FieldManager }, cancellation);
        }
        catch (KubernetesApiException exception) when (exception.IsAlreadyExists)
        {
        }
    });

    private Task ApplyAsync(JsonObject definition, CancellationToken cancellation) =>
        TryAsync(definition, (resource, item) => ServerSideApply.ApplyAsync(resource, item.Content, policy.OfDefinitions, dryRun: false, cancellation));

    private async Task TryAsync(JsonObject definition, Func<IResourceClient<Unstructured>, Unstructured, Task> write)
    {
        Unstructured item = new((JsonObject)definition.DeepClone());
        string culprit = $"{item.Kind}/{item.Metadata.Name}";
        try
        {
            await write(await client.ResourceAsync(item.GroupVersionKind, CancellationToken.None), item);
        }
        catch (KubernetesApiException exception)
        {
            throw new PrerequisiteException($"{culprit}: {exception.Message}", culprit, exception.IsTransient);
        }
        catch (KindNotServedException exception)
        {
            throw new PrerequisiteException($"{culprit}: {exception.Message}", culprit, isTransient: false);
        }
    }
}
