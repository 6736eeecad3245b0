namespace Steersman.Helm.Registry;

/// <summary>What to pull: a repository with the tag or digest that was chosen.</summary>
/// <param name="Url">As Helm writes it, <c>oci://host/path:version</c> or <c>oci://host/path@digest</c>.</param>
/// <param name="Digest">The digest that the registry has confirmed for the tag; "" where nothing was to confirm.</param>
public sealed record ChartReference(string Url, string Digest)
{
    /// <summary>The reference to ask the registry for; pluses of versions are underscores of tags.</summary>
    public OciReference ToPull()
    {
        (OciReference reference, string digest) = OciReference.ParseChart(Url);
        return digest.Length > 0 ? reference with { Reference = digest } : reference;
    }
}
