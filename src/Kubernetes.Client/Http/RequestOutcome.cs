using System.Runtime.InteropServices;

namespace Steersman.Kubernetes.Client.Http;

/// <summary>How one attempt of a request ended.</summary>
/// <param name="Verb">The Kubernetes verb: get, list, watch, create, update, patch, apply, delete.</param>
/// <param name="Group">The API group; empty for the core group and for paths that are no resource.</param>
/// <param name="Resource">The plural name, with <c>/status</c> and the like; a path where it is no resource.</param>
/// <param name="Code">The HTTP code; 0 where no answer came.</param>
/// <param name="Duration">Time until the headers of the answer, or the failure.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RequestOutcome(string Verb, string Group, string Resource, int Code, TimeSpan Duration)
{
    /// <summary>The server's time as its answer tells it, in whole seconds; null where it tells none.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>True where whoever sent it did not want the answer any more: that none came says nothing of the server.</summary>
    public bool IsCanceled { get; init; }
}
