using System.Text.Json;
using Steersman.Kubernetes.Client.Json;

namespace Steersman.Operator.Inputs;

/// <summary>What is kept of a Lease.</summary>
/// <param name="Holder">Who holds it; null where it was released.</param>
/// <param name="RenewTime">The server's text of the last renewal; it is compared, never read as a time.</param>
/// <param name="Duration">How long it lasts without a renewal.</param>
internal sealed record LeaseFact(string? Holder, string? RenewTime, TimeSpan Duration)
{
    private const long DefaultSeconds = 15;

    public static LeaseFact Decode(JsonElement resource)
    {
        JsonElement spec = resource.Field("spec"u8) ?? default;
        string? holder = spec.Text("holderIdentity"u8);
        return new LeaseFact(string.IsNullOrEmpty(holder) ? null : holder, spec.Text("renewTime"u8), TimeSpan.FromSeconds(spec.Number("leaseDurationSeconds"u8) ?? DefaultSeconds));
    }
}
