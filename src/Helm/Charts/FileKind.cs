using System.Formats.Tar;

namespace Steersman.Helm.Charts;

/// <summary>Tells pipes, sockets and devices, whose reading would not end, from regular files.</summary>
internal static class FileKind
{
    /// <summary>True for what is no regular file, no directory and no link.</summary>
    public static bool IsIrregular(FileInfo file)
    {
        // Such files have no length. .NET shows the kind of a file only to its writer of archives, which does not open what is irregular.
        if (file.Length > 0)
        {
            return false;
        }

        try
        {
            using MemoryStream header = new();
            using (TarWriter writer = new(header, TarEntryFormat.Ustar, leaveOpen: true))
            {
                writer.WriteEntry(file.FullName, "x");
            }

            header.Position = 0;
            using System.Formats.Tar.TarReader reader = new(header);
            return reader.GetNextEntry()?.EntryType is not TarEntryType.RegularFile;
        }
        catch (IOException)
        {
            return true; // a socket
        }
    }
}
