using System.Buffers;
using System.Text;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Kubernetes.Client.Resources;

/// <summary>Paths of the API. Names come from charts: one that would lead to another path is refused.</summary>
internal static class ResourcePath
{
    private static readonly SearchValues<char> Forbidden = SearchValues.Create("/%?#\\");

    /// <param name="mapping">The kind.</param>
    /// <param name="namespace">Null for all namespaces; ignored for kinds of the whole cluster.</param>
    /// <param name="name">Null for the collection.</param>
    /// <param name="subresource">Such as <c>status</c>.</param>
    /// <exception cref="InvalidResourceNameException">A segment cannot stand in a path, or a name of a namespaced kind comes without a namespace.</exception>
    internal static StringBuilder Of(ResourceMapping mapping, string? @namespace, string? name, string? subresource = null)
    {
        StringBuilder path = new(128);
        if (mapping.Kind.Group.Length == 0)
        {
            path.Append("/api");
        }
        else
        {
            AppendSegment(path.Append("/apis"), mapping.Kind.Group, "group");
        }

        AppendSegment(path, mapping.Kind.Version, "version");
        if (mapping.IsNamespaced && @namespace is not null)
        {
            AppendSegment(path.Append("/namespaces"), @namespace, "namespace");
        }

        AppendSegment(path, mapping.Plural, "resource");
        if (name is not null)
        {
            if (mapping.IsNamespaced && @namespace is null)
            {
                throw new InvalidResourceNameException($"{mapping.Kind.Kind} \"{name}\" needs a namespace");
            }

            AppendSegment(path, name, "name");
        }

        return subresource is null ? path : path.Append('/').Append(subresource);
    }

    /// <summary>Adds a parameter unless the value is null.</summary>
    internal static StringBuilder Query(this StringBuilder path, string name, string? value, ref char separator)
    {
        if (value is not null)
        {
            path.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(value));
            separator = '&';
        }

        return path;
    }

    private static void AppendSegment(StringBuilder path, string segment, string what)
    {
        // k8s.io/apimachinery/pkg/api/validation/path: these are the names that the server itself never has.
        if (segment.Length is 0 or > 512 || segment is "." or ".." || segment.AsSpan().ContainsAny(Forbidden))
        {
            throw new InvalidResourceNameException($"\"{Shorten(segment)}\" is no valid {what} of an object");
        }

        path.Append('/').Append(Uri.EscapeDataString(segment));
    }

    private static string Shorten(string text) => text.Length > 80 ? text[..80] + "…" : text;
}
