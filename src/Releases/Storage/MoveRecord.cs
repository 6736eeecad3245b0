using System.Security.Cryptography;
using System.Text;
using Steersman.Releases.Applying;

namespace Steersman.Releases.Storage;

/// <summary>The move of a release to another name or namespace, or to a chart of another name, as the record of the old one's uninstall has it.</summary>
/// <param name="Why">What changed, as <c>name web -> shop</c>.</param>
/// <param name="HandedOver">Short digests of the objects that the new release has as well: an annotation has no room for thousands of names.</param>
public sealed record MoveRecord(string Why, IReadOnlyList<string> HandedOver)
{
    private const int DigestBytes = 9;

    /// <summary>A move that hands over these objects.</summary>
    public static MoveRecord Of(string why, IEnumerable<ObjectKey> handedOver) => new(why, [.. handedOver.Select(Digest)]);

    /// <summary>Of some objects those that are handed over, and those that are not.</summary>
    public (ReleaseObject[] HandedOver, ReleaseObject[] Deleted) Split(IEnumerable<ReleaseObject> objects)
    {
        HashSet<string> digests = new(HandedOver, StringComparer.Ordinal);
        ILookup<bool, ReleaseObject> parts = objects.ToLookup(item => digests.Contains(Digest(item.Key)));
        return ([.. parts[true]], [.. parts[false]]);
    }

    private static string Digest(ObjectKey key) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes($"{key.Group}/{key.Kind}/{key.Namespace}/{key.Name}")).AsSpan(0, DigestBytes));
}
