using System.Globalization;
using System.Text;
using Steersman.Kubernetes.Client.Http;
using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Kubernetes.Client.Resources;

/// <summary>Makes the requests of one kind.</summary>
internal sealed class ResourceRequests(ResourceMapping mapping, RequestScope scope, bool isMetadataOnly)
{
    private string ObjectAccept => isMetadataOnly ? MediaTypes.PartialObjectMetadata : MediaTypes.Json;

    internal ApiRequest Get(NamespacedName key) => New(HttpMethod.Get, ResourcePath.Of(mapping, key.Namespace, key.Name), "get");

    internal ApiRequest List(ListOptions options)
    {
        char separator = '?';
        StringBuilder path = ResourcePath.Of(mapping, options.Namespace, null)
            .Query("labelSelector", options.LabelSelector, ref separator)
            .Query("fieldSelector", options.FieldSelector, ref separator)
            .Query("limit", options.Limit?.ToString(CultureInfo.InvariantCulture), ref separator)
            .Query("continue", options.Continue, ref separator)
            .Query("resourceVersion", options.ResourceVersion, ref separator)
            .Query("resourceVersionMatch", options.ResourceVersionMatch, ref separator);
        return New(HttpMethod.Get, path, "list") with { Accept = isMetadataOnly ? MediaTypes.PartialObjectMetadataList : MediaTypes.Json };
    }

    internal ApiRequest Watch(WatchOptions options, TimeSpan timeout)
    {
        char separator = '?';
        StringBuilder path = ResourcePath.Of(mapping, options.Namespace, null)
            .Query("watch", "true", ref separator)
            .Query("allowWatchBookmarks", "true", ref separator)
            .Query("timeoutSeconds", ((long)timeout.TotalSeconds).ToString(CultureInfo.InvariantCulture), ref separator)
            .Query("labelSelector", options.LabelSelector, ref separator)
            .Query("fieldSelector", options.FieldSelector, ref separator)
            .Query("resourceVersion", options.ResourceVersion, ref separator);
        return New(HttpMethod.Get, path, "watch") with { IsRetried = false };
    }

    internal ApiRequest Create(string? @namespace, WriteOptions options, ReadOnlyMemory<byte> body) =>
        Write(HttpMethod.Post, ResourcePath.Of(mapping, Required(@namespace), null), "create", options, MediaTypes.Json, body, isIdempotent: false);

    internal ApiRequest Update(NamespacedName key, string? subresource, WriteOptions options, ReadOnlyMemory<byte> body) =>
        Write(HttpMethod.Put, ResourcePath.Of(mapping, key.Namespace, key.Name, subresource), "update", options, MediaTypes.Json, body, isIdempotent: true);

    internal ApiRequest Patch(NamespacedName key, string? subresource, string contentType, WriteOptions options, ReadOnlyMemory<byte> body) =>
        Write(HttpMethod.Patch, ResourcePath.Of(mapping, key.Namespace, key.Name, subresource), "patch", options, contentType, body, isIdempotent: false);

    internal ApiRequest Apply(NamespacedName key, string? subresource, ApplyOptions options, ReadOnlyMemory<byte> body)
    {
        char separator = '?';
        StringBuilder path = ResourcePath.Of(mapping, key.Namespace, key.Name, subresource).Query("force", options.Force ? "true" : "false", ref separator);
        WriteOptions write = new() { FieldManager = options.FieldManager, DryRun = options.DryRun, FieldValidation = options.FieldValidation };
        return Write(HttpMethod.Patch, path, "apply", write, MediaTypes.ApplyPatch, body, isIdempotent: true, separator);
    }

    internal ApiRequest Delete(NamespacedName key, ReadOnlyMemory<byte> body) =>
        New(HttpMethod.Delete, ResourcePath.Of(mapping, key.Namespace, key.Name), "delete") with { ContentType = body.IsEmpty ? null : MediaTypes.Json, Body = body };

    private ApiRequest Write(
        HttpMethod method, StringBuilder path, string verb, WriteOptions options, string contentType, ReadOnlyMemory<byte> body, bool isIdempotent, char separator = '?')
    {
        path.Query("fieldManager", options.FieldManager, ref separator)
            .Query("dryRun", options.DryRun ? "All" : null, ref separator)
            .Query("fieldValidation", options.FieldValidation?.ToString(), ref separator);
        return New(method, path, verb) with { ContentType = contentType, Body = body, IsIdempotent = isIdempotent || options.DryRun };
    }

    private ApiRequest New(HttpMethod method, StringBuilder path, string verb) =>
        new(method, path.ToString(), verb, mapping.Kind.Group, mapping.Plural)
        {
            Accept = ObjectAccept,
            Impersonation = scope.Impersonation,
            Guard = scope.Guard,
        };

    private string? Required(string? @namespace) => !mapping.IsNamespaced || @namespace is not null
        ? @namespace
        : throw new Errors.InvalidResourceNameException($"{mapping.Kind.Kind} needs a namespace");
}
