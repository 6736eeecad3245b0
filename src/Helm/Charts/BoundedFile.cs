namespace Steersman.Helm.Charts;

/// <summary>A file of unknown size, read as far as is allowed: its length may be a lie (/dev/zero) or change while it is read.</summary>
public sealed class BoundedFile(string path, long limit)
{
    /// <summary>Its bytes; null where there are more than the limit.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be read, or is a directory.</exception>
    public byte[]? Read()
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        long length = file.CanSeek ? file.Length : 0;
        return length > limit ? null : ReadStream(file, length, limit);
    }

    /// <summary>The bytes of a stream; null where there are more than <paramref name="limit"/>.</summary>
    /// <param name="stream">The stream, read from where it stands.</param>
    /// <param name="expected">How many bytes are likely.</param>
    /// <param name="limit">How many bytes are allowed.</param>
    public static byte[]? ReadStream(Stream stream, long expected, long limit)
    {
        ArgumentNullException.ThrowIfNull(stream);
        const int Smallest = 4096;
        byte[] content = new byte[Math.Max(Smallest, Math.Min(expected, limit) + 1)];
        int filled = 0;
        while (stream.Read(content, filled, content.Length - filled) is > 0 and int read)
        {
            filled += read;
            if (filled > limit)
            {
                return null;
            }

            if (filled == content.Length)
            {
                Array.Resize(ref content, (int)Math.Min(2L * content.Length, Array.MaxLength));
            }
        }

        return content.AsSpan(0, filled).ToArray();
    }
}
