namespace Steersman.Kustomize.Images;

/// <summary>Name, tag and digest of an image as kustomize tells them apart (api's <c>image.Split</c>).</summary>
internal sealed record ImageReference(string Name, string Tag, string Digest)
{
    public static ImageReference Split(string image)
    {
        int slash = image.IndexOf('/');
        int start = slash > 0 ? slash : 0;
        int at = image.IndexOf('@', start);
        int colon = image.IndexOf(':', start);
        if (at >= 0 && (at < colon || colon < 0))
        {
            return new ImageReference(image[..at], "", image[(at + 1)..]);
        }

        if (colon < 0)
        {
            return new ImageReference(image, "", "");
        }

        return at >= 0
            ? new ImageReference(image[..colon], image[(colon + 1)..at], image[(at + 1)..])
            : new ImageReference(image[..colon], image[(colon + 1)..], "");
    }

    public override string ToString() => Name + (Tag.Length > 0 ? $":{Tag}" : "") + (Digest.Length > 0 ? $"@{Digest}" : "");
}
