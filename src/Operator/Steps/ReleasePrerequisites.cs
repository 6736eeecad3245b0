using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Json;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Inputs;
using Steersman.Releases.Rendering;

namespace Steersman.Operator.Steps;

/// <summary>What an install needs before its first revision: the namespace, and the definitions of the chart's <c>crds</c> folder. Both are created, never changed or deleted.</summary>
internal sealed class ReleasePrerequisites(IKubernetesClient client, ClusterFacts facts)
{
    public static bool CreatesNamespace(Step.PrepareRevision step, StepContext context) =>
        step.Type == OperationType.Install && context.Release.Spec.Install is { CreateNamespace: true } && context.Seen.IsNamespaceMissing;

    /// <summary>The kinds that the chart's own definitions make.</summary>
    public static IEnumerable<GroupKind> KindsOf(Step.PrepareRevision step, StepContext context, RenderedRevision rendered) =>
        CreatesDefinitions(step, context) ? rendered.Definitions.Select(DefinedKind).OfType<GroupKind>() : [];

    /// <summary>Creates what is missing.</summary>
    /// <returns>False where definitions are not established yet; the watch on definitions wakes the release.</returns>
    /// <exception cref="PrerequisiteException">The server refused an object.</exception>
    public async Task<bool> EnsureAsync(Step.PrepareRevision step, StepContext context, RenderedRevision rendered, CancellationToken cancellation)
    {
        if (CreatesNamespace(step, context))
        {
            await CreateNamespaceAsync(context.Release.ReleaseNamespace, cancellation);
        }

        if (!CreatesDefinitions(step, context))
        {
            return true;
        }

        bool isEstablished = true;
        foreach (JsonObject definition in rendered.Definitions)
        {
            string name = definition.GetObject("metadata")?.GetString("name") ?? "";
            if (facts.Definition(name) is { IsEstablished: true })
            {
                continue;
            }

            isEstablished = false;
            await CreateAsync(new Unstructured((JsonObject)definition.DeepClone()), cancellation);
        }

        foreach (GroupKind kind in isEstablished ? KindsOf(step, context, rendered) : [])
        {
            if ((await client.Mapper.FindAsync(kind, cancellation)).IsEmpty)
            {
                client.Mapper.Invalidate(kind.Group);
            }
        }

        return isEstablished;
    }

    private static bool CreatesDefinitions(Step.PrepareRevision step, StepContext context) =>
        step.Type == OperationType.Install && (context.Release.Spec.Install?.Crds ?? CrdsPolicy.Create) == CrdsPolicy.Create;

    private static GroupKind? DefinedKind(JsonObject definition) =>
        definition.GetObject("spec") is { } spec && spec.GetString("group") is { } group && spec.GetObject("names")?.GetString("kind") is { } kind ? new GroupKind(group, kind) : null;

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

    private async Task CreateAsync(Unstructured definition, CancellationToken cancellation)
    {
        string culprit = $"{definition.Kind}/{definition.Metadata.Name}";
        try
        {
            IResourceClient<Unstructured> resource = await client.ResourceAsync(definition.GroupVersionKind, cancellation);
            await resource.CreateAsync(definition, new WriteOptions { FieldManager = WellKnown.FieldManager }, cancellation);
        }
        catch (KubernetesApiException exception) when (exception.IsAlreadyExists)
        {
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
