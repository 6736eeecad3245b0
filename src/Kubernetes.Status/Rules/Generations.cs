using System.Text.Json.Nodes;

namespace Steersman.Kubernetes.Status.Rules;

/// <summary>metadata.generation and status.observedGeneration, with the error texts of kstatus.</summary>
internal static class Generations
{
    /// <exception cref="KstatusException">The field is there and no integer (a null is none either).</exception>
    public static bool TryGet(JsonObject obj, string parent, string field, out long generation)
    {
        try
        {
            return Fields.NestedInt64(obj, out generation, parent, field);
        }
        catch (KstatusException exception)
        {
            throw new KstatusException($"looking up {parent}.{field} from resource: {exception.Message}", exception);
        }
    }
}
