using Steersman.GoTemplate.Values;

namespace Steersman.Helm.Engine;

/// <summary>Answers the template function <c>lookup</c> from a cluster. Called on the thread that renders: an implementation has a deadline of its own.</summary>
public interface ILookup
{
    /// <summary>Finds one object, or a list of objects where <paramref name="name"/> is empty.</summary>
    /// <param name="apiVersion">Group and version, such as <c>apps/v1</c>.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="namespace">The namespace; empty for all, and for kinds that have none.</param>
    /// <param name="name">The name.</param>
    /// <returns>The object or list with integers as int64; an empty map where there is none.</returns>
    /// <exception cref="GoTemplate.Execution.FunctionException">The cluster refuses or the kind is unknown; the message becomes part of the render's error.</exception>
    ValueMap Lookup(string apiVersion, string kind, string @namespace, string name);
}
