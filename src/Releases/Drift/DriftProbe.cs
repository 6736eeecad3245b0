using System.Net;
using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api;
using Steersman.Releases.Applying;

namespace Steersman.Releases.Drift;

/// <summary>Looks whether an object is as it is to be, and puts it back. Thread-safe.</summary>
/// <remarks>
/// An object drifts where a server-side apply of what is wanted would change it: what the server, webhooks or other managers add is no drift. Fields that others
/// may change are applied with the value that they have.
/// </remarks>
public sealed class DriftProbe(IKubernetesClient client)
{
    private static readonly ApplyOptions Apply = new(WellKnown.FieldManager) { Force = true };

    /// <summary>Compares an object with what is wanted of it: one read, and a dry-run where the read alone does not decide.</summary>
    /// <param name="item">What is wanted.</param>
    /// <param name="ownership">What is put on it besides.</param>
    /// <param name="ignored">What others may change.</param>
    /// <param name="cancellation">Ends the requests.</param>
    /// <exception cref="KubernetesException">The object cannot be read, or the server answers with what passes.</exception>
    public async Task<DriftLook> LookAsync(ReleaseObject item, OwnershipMetadata ownership, IReadOnlyList<JsonPointer> ignored, CancellationToken cancellation)
    {
        IResourceClient<Unstructured> resource = await client.ResourceAsync(item.Kind, cancellation);
        if (await resource.GetAsync(item.NamespacedName, cancellation) is not { } live)
        {
            return new DriftLook(RemovesItself(item) ? DriftState.Excluded : DriftState.Removed, null);
        }

        if (live.Metadata.DeletionTimestamp is not null)
        {
            return new DriftLook(DriftState.Terminating, live);
        }

        JsonObject wanted = Wanted(item, ownership, ignored, live);
        if (DriftIgnoreRules.IsLeftAlone(live.Content))
        {
            return new DriftLook(DriftState.Excluded, live);
        }

        if (LiveState.Holds(live.Content, wanted))
        {
            return new DriftLook(DriftState.InSync, live);
        }

        try
        {
            Unstructured applied = await ApplyAsync(resource, wanted, Apply with { DryRun = true }, cancellation);
            DriftDiff diff = DriftDiff.Between(live.Content, applied.Content, ignored);
            return diff.IsEmpty ? new DriftLook(DriftState.InSync, live) : new DriftLook(DriftState.Changed, live) { Diff = diff };
        }
        catch (KubernetesApiException exception) when (!exception.IsTransient && !exception.IsConflict)
        {
            if (await PutBackAsync(resource, live, wanted, exception, dryRun: true, cancellation) is { } corrected)
            {
                return new DriftLook(DriftState.Changed, live) { Diff = DriftDiff.Between(live.Content, corrected.Content, ignored) };
            }

            // Invalid: others gave it what no update takes back (an immutable field). Anything else says nothing about drift.
            DriftState state = exception.StatusCode == HttpStatusCode.UnprocessableEntity ? DriftState.Changed : DriftState.Unknown;
            return new DriftLook(state, live) { Error = RefusalText.Of(item, exception, new ApplySettings()) };
        }
    }

    /// <summary>Applies an object again. Where others have taken the place of elements of its lists, these are put back first.</summary>
    /// <param name="item">What is wanted.</param>
    /// <param name="ownership">What is put on it besides.</param>
    /// <param name="ignored">What others may change: it keeps the value that it has, unless somebody writes in between; then it is a conflict.</param>
    /// <param name="cancellation">Ends the requests.</param>
    /// <returns>The object as the server answered it.</returns>
    /// <exception cref="KubernetesException">The server refused, or cannot be reached.</exception>
    public async Task<Unstructured> CorrectAsync(ReleaseObject item, OwnershipMetadata ownership, IReadOnlyList<JsonPointer> ignored, CancellationToken cancellation)
    {
        IResourceClient<Unstructured> resource = await client.ResourceAsync(item.Kind, cancellation);
        Unstructured? live = ignored.Count == 0 ? null : await resource.GetAsync(item.NamespacedName, cancellation);
        JsonObject wanted = Wanted(item, ownership, ignored, live);
        try
        {
            return await ApplyAsync(resource, wanted, Apply with { ResourceVersion = live?.Metadata.ResourceVersion }, cancellation);
        }
        catch (KubernetesApiException exception) when (exception.IsInvalid)
        {
            if ((live ?? await resource.GetAsync(item.NamespacedName, cancellation)) is not { } refused
                || await PutBackAsync(resource, refused, wanted, exception, dryRun: false, cancellation) is not { } corrected)
            {
                throw;
            }

            // What the patch wrote is to be ours as what is applied, else the next upgrade could not take it away.
            Unstructured applied = await ApplyAsync(resource, wanted, Apply with { ResourceVersion = live is null ? null : corrected.Metadata.ResourceVersion }, cancellation);
            return await ServerSideApply.MergeManagersAsync(resource, applied, new ApplySettings(), cancellation) ?? applied;
        }
    }

    /// <summary>The message of a refusal, without secret values.</summary>
    public static string Explain(ReleaseObject item, KubernetesApiException exception) => RefusalText.Of(item, exception, new ApplySettings());

    private static JsonObject Wanted(ReleaseObject item, OwnershipMetadata ownership, IReadOnlyList<JsonPointer> ignored, Unstructured? live)
    {
        JsonObject wanted = ownership.AddTo(item.Content);
        foreach (JsonPointer pointer in live is null ? [] : ignored)
        {
            pointer.Copy(live!.Content, wanted);
        }

        return wanted;
    }

    // Null where nothing was displaced, or the server refuses that as well: its first answer says more.
    private static async Task<Unstructured?> PutBackAsync(IResourceClient<Unstructured> resource, Unstructured live, JsonObject wanted, KubernetesApiException refusal, bool dryRun, CancellationToken cancellation)
    {
        if (!refusal.IsInvalid || DisplacedElements.PutBack(live.Content, wanted, refusal) is not { } operations)
        {
            return null;
        }

        try
        {
            return await resource.PatchAsync(live.Metadata.Key, Patch.Json(operations), new WriteOptions { FieldManager = WellKnown.FieldManager, DryRun = dryRun }, cancellation);
        }
        catch (KubernetesApiException exception) when (exception.IsInvalid)
        {
            return null;
        }
    }

    private static async Task<Unstructured> ApplyAsync(IResourceClient<Unstructured> resource, JsonObject wanted, ApplyOptions options, CancellationToken cancellation)
    {
        try
        {
            return await resource.ApplyAsync(new Unstructured(wanted), options, cancellation);
        }
        catch (KubernetesApiException exception) when (PortProtocols.AreWanted(exception))
        {
            return await resource.ApplyAsync(new Unstructured(PortProtocols.AddTo(wanted)), options, cancellation);
        }
    }

    // The Job was wanted to go: to make it again would run it again.
    private static bool RemovesItself(ReleaseObject item) => item.Kind is { Group: "batch", Kind: "Job" } && item.Content["spec"]?["ttlSecondsAfterFinished"] is not null;
}
