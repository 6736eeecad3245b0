using System.Diagnostics.Metrics;

namespace Steersman.Kubernetes.Controller;

/// <summary>The meter of all that this library counts; the names of its instruments are controller-runtime's and client-go's.</summary>
public static class ControllerMeter
{
    public const string Name = "Steersman.Kubernetes.Controller";

    internal static Meter Instance { get; } = new(Name);
}
