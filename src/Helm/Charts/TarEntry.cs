namespace Steersman.Helm.Charts;

/// <summary>The header of an entry of a tar archive.</summary>
/// <param name="Name">Its name, as long names and PAX records give it.</param>
/// <param name="Type">Its type flag; <c>0</c> for regular files.</param>
/// <param name="Size">The size that the header declares, which links have no content for.</param>
/// <param name="IsDirectory">True by type, by mode, or, in old archives, by a trailing slash.</param>
/// <param name="ModTime">When it was modified, in UTC.</param>
internal sealed record TarEntry(string Name, char Type, long Size, bool IsDirectory, Timestamp ModTime)
{
    public const char GlobalHeader = 'g';

    /// <summary>True for types that have no content whatever the header says.</summary>
    public bool IsHeaderOnly => Type is >= '1' and <= '6';
}
