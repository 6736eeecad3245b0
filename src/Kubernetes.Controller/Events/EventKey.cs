using System.Runtime.InteropServices;

namespace Steersman.Kubernetes.Controller.Events;

/// <summary>What two events have in common if one repeats the other.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct EventKey(string Regarding, string? Related, EventType Type, string Reason, string Action, string Note);
