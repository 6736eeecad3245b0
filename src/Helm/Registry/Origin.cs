namespace Steersman.Helm.Registry;

/// <summary>Scheme, host and port: how far credentials go.</summary>
internal static class Origin
{
    /// <summary>True where two URLs are of one origin.</summary>
    public static bool IsSame(Uri left, Uri right) =>
        Uri.Compare(left, right, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;
}
