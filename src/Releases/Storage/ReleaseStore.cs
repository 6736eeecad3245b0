using System.Text;
using System.Text.Json.Nodes;
using Steersman.Helm;
using Steersman.Helm.Releases;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Json;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api;

namespace Steersman.Releases.Storage;

/// <summary>Helm's release Secrets, read and written as Helm's Secret driver does (<c>pkg/storage/driver/secrets.go</c>), with the operator's annotation. Thread-safe.</summary>
/// <remarks>Every update carries the resource version that was read: a conflict is thrown as <see cref="KubernetesApiException"/>.</remarks>
public sealed class ReleaseStore(IKubernetesClient client, ReleaseBodyCache bodies, TimeProvider time)
{
    /// <summary>Bound of <c>data.release</c>: the API server's limit of a Secret less room for hook records and failure texts.</summary>
    public const int MaxEncodedBytes = 1_048_576 - (16 * 1024);

    private readonly IResourceClient<Secret> _secrets = client.Resource<Secret>();

    /// <summary>Reads a revision; null where it does not exist.</summary>
    /// <param name="ns">Storage namespace.</param>
    /// <param name="name">Name of the release.</param>
    /// <param name="revision">Its number.</param>
    /// <param name="knownVersion">Resource version that is known to be the newest, so that a body in memory may be used; null asks the server.</param>
    /// <param name="cancellation">Ends the request.</param>
    /// <exception cref="HelmException">The record cannot be decoded.</exception>
    public async Task<StoredRevision?> GetAsync(string ns, string name, int revision, string? knownVersion, CancellationToken cancellation)
    {
        NamespacedName key = new(ns, StoredRelease.Key(name, revision));
        if (knownVersion is not null && bodies.Find(key, knownVersion) is { } known)
        {
            return known;
        }

        if (await _secrets.GetAsync(key, cancellation) is not { } secret)
        {
            return null;
        }

        Dictionary<string, string> labels = new(secret.Metadata.Labels, StringComparer.Ordinal);
        byte[] data = secret.GetData(StoredRelease.DataKey) ?? throw new HelmException($"Secret {key} holds no release");
        Release release = StoredRelease.Read(key.Name, labels, Encoding.ASCII.GetString(data));
        OperationRecord? operation = OperationRecord.Parse(secret.Metadata.Annotations[WellKnown.Operation]);
        return Remember(key, secret, new StoredRevision(release, "", operation, labels.GetValueOrDefault(ReleaseLabels.CreatedAt)), data.Length);
    }

    /// <summary>Stores a new revision; null where a revision of that number exists already (Helm's "release: already exists").</summary>
    /// <exception cref="HelmException">A Secret has the name that the revision is to have, and nobody would find it as one.</exception>
    public async Task<StoredRevision?> CreateAsync(string ns, Release release, OperationRecord? operation, CancellationToken cancellation)
    {
        StoredRelease record = StoredRelease.ForCreate(release, time.GetUtcNow());
        Secret secret = Build(ns, record, operation, good: null);
        try
        {
            Secret stored = await _secrets.CreateAsync(secret, WriteOptions.Default, cancellation);
            return Remember(secret.Key, stored, new StoredRevision(release, "", operation, record.Labels[ReleaseLabels.CreatedAt]), record.Payload.Length);
        }
        catch (KubernetesApiException exception) when (exception.IsAlreadyExists)
        {
            if (await _secrets.GetAsync(secret.Key, cancellation) is { Metadata.Labels: { } labels }
                && (labels[ReleaseLabels.Owner] != ReleaseLabels.HelmOwner || labels[ReleaseLabels.Name] != release.Name))
            {
                throw new HelmException($"Secret {secret.Key} exists already and does not count as a revision: its labels are not owner=helm and name={release.Name}", exception);
            }

            return null;
        }
    }

    /// <summary>Replaces a revision that was read before.</summary>
    public async Task<StoredRevision> UpdateAsync(string ns, StoredRevision before, Release release, OperationRecord? operation, CancellationToken cancellation)
    {
        Dictionary<string, string> labels = release.Labels is { } own ? new(own, StringComparer.Ordinal) : new(StringComparer.Ordinal);
        if (before.CreatedAt is not null)
        {
            labels[ReleaseLabels.CreatedAt] = before.CreatedAt;
        }

        StoredRelease record = StoredRelease.ForUpdate(release with { Labels = labels }, time.GetUtcNow());
        Secret secret = Build(ns, record, operation, before.Good);
        secret.Metadata.ResourceVersion = before.ResourceVersion;
        Secret stored = await _secrets.UpdateAsync(secret, WriteOptions.Default, cancellation);
        return Remember(secret.Key, stored, before with { Release = release, Operation = operation }, record.Payload.Length);
    }

    /// <summary>Marks a revision as good, by an annotation of its Secret; the record itself stays as it is.</summary>
    /// <param name="ns">Storage namespace.</param>
    /// <param name="name">Name of the release.</param>
    /// <param name="before">The revision as it was last seen.</param>
    /// <param name="cancellation">Ends the request.</param>
    /// <returns>The revision with the mark; null where it is gone.</returns>
    public async Task<RevisionSummary?> MarkGoodAsync(string ns, string name, RevisionSummary before, CancellationToken cancellation)
    {
        NamespacedName key = new(ns, StoredRelease.Key(name, before.Revision));
        JsonObject patch = new()
        {
            ["metadata"] = new JsonObject
            {
                ["resourceVersion"] = before.ResourceVersion,
                ["annotations"] = new JsonObject { [WellKnown.Good] = KubernetesTime.Format(time.GetUtcNow()) },
            },
        };
        try
        {
            Secret stored = await _secrets.PatchAsync(key, Patch.Merge(patch), WriteOptions.Default, cancellation);
            return before with { ResourceVersion = stored.Metadata.ResourceVersion ?? "", IsGood = true };
        }
        catch (KubernetesApiException exception) when (exception.IsNotFound)
        {
            return null;
        }
    }

    /// <summary>Deletes a revision; that there is none is no error.</summary>
    public async Task DeleteAsync(string ns, string name, int revision, CancellationToken cancellation)
    {
        NamespacedName key = new(ns, StoredRelease.Key(name, revision));
        bodies.Remove(key);
        await _secrets.DeleteAsync(key, DeleteOptions.Default, cancellation);
    }

    private static Secret Build(string ns, StoredRelease record, OperationRecord? operation, string? good)
    {
        Secret secret = new(new NamespacedName(ns, record.Name)) { Type = StoredRelease.SecretType };
        StringMap labels = secret.Metadata.Labels;
        foreach ((string label, string value) in record.Labels)
        {
            labels[label] = value;
        }

        StringMap annotations = secret.Metadata.Annotations;
        annotations[WellKnown.Operation] = operation?.ToAnnotation();
        annotations[WellKnown.Good] = good;

        secret.SetData(StoredRelease.DataKey, Encoding.ASCII.GetBytes(record.Payload));
        return secret;
    }

    private StoredRevision Remember(NamespacedName key, Secret stored, StoredRevision revision, int size)
    {
        StoredRevision body = revision with { ResourceVersion = stored.Metadata.ResourceVersion ?? "", Good = stored.Metadata.Annotations[WellKnown.Good] };
        bodies.Add(key, body, size);
        return body;
    }
}
