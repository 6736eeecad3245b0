namespace Steersman.Operator.IntegrationTests.Support;

/// <summary>A request and whom it acts as.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Path">Its path.</param>
/// <param name="User">The user that is impersonated; null for the operator itself.</param>
internal sealed record ActedRequest(string Method, string Path, string? User)
{
    /// <summary>True for a request about one object, or a write.</summary>
    public bool IsAboutOneObject => Method != "GET" || (Path.Contains("/namespaces/", StringComparison.Ordinal) && Path[Path.IndexOf("/namespaces/", StringComparison.Ordinal)..].Count(character => character == '/') >= 4);

    /// <summary>True for what the operator asks and writes for itself: HelmReleases, events, reviews of access, accounts.</summary>
    public bool IsOfOperator => Path.Contains("/helmreleases/", StringComparison.Ordinal) || Path.Contains("/events", StringComparison.Ordinal)
        || Path.Contains("/subjectaccessreviews", StringComparison.Ordinal) || Path.Contains("/serviceaccounts/", StringComparison.Ordinal);

    public override string ToString() => $"{Method} {Path} as {User ?? "the operator"}";
}
