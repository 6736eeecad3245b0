using Steersman.Operator.Api.V1;
using Steersman.Releases.Applying;

namespace Steersman.Operator.Reconciling;

/// <summary>The objects of a revision as Flux's inventory names them (<c>internal/inventory</c>, <c>cli-utils/pkg/object</c>).</summary>
internal static class InventoryEntries
{
    public static IReadOnlyList<ResourceReference> Of(IReadOnlyList<ReleaseObject> objects) => [.. objects.Select(Of)];

    // Names of RBAC hold colons, which nothing else may.
    private static ResourceReference Of(ReleaseObject item) => new()
    {
        Id = $"{item.Namespace}_{item.Name.Replace(":", "__", StringComparison.Ordinal)}_{item.Kind.Group}_{item.Kind.Kind}",
        Version = item.Kind.Version,
    };
}
