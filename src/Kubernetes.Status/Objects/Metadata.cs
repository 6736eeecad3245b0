using System.Globalization;
using System.Text.Json;
using Steersman.Kubernetes.Client.Json;

namespace Steersman.Kubernetes.Status.Objects;

/// <summary>The fields of metadata that all projections keep.</summary>
internal static class Metadata
{
    /// <summary>The version as a number (comparable within one kind, KEP-5504); 0 where it is none.</summary>
    public static ulong ResourceVersion(JsonElement metadata) => ParseVersion(metadata.Text("resourceVersion"u8));

    public static ulong ParseVersion(string? version) =>
        ulong.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number) ? number : 0;

    /// <summary>The uid of the owner that controls the object; null where none does.</summary>
    public static string? ControllerUid(JsonElement metadata)
    {
        foreach (JsonElement owner in metadata.Items("ownerReferences"u8))
        {
            if (owner.Flag("controller"u8) == true)
            {
                return InternPool.Shared.Intern(owner.Text("uid"u8));
            }
        }

        return null;
    }
}
