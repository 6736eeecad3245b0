using Steersman.Operator.Api;

namespace Steersman.Operator.IntegrationTests.Support;

/// <summary>The kinds of HelmReleases by their apiVersion, as fixtures are named.</summary>
internal static class ReleaseKinds
{
    public static ReleaseKind Of(string apiVersion) => new[] { ReleaseKind.Own, ReleaseKind.Flux }.Single(kind => kind.Mapping.Kind.ApiVersion == apiVersion);
}
