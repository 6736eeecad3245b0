namespace Steersman.Helm.Charts;

/// <summary>What Go says of a file that cannot be read or written (<c>fs.PathError</c>).</summary>
public static class PathError
{
    /// <summary>True for what the file system throws.</summary>
    public static bool IsOne(Exception exception) => exception is IOException or UnauthorizedAccessException;

    /// <summary><c>open PATH: no such file or directory</c>.</summary>
    /// <param name="path">The path as it was given: the error names it so.</param>
    /// <param name="full">The path from the root of the file system.</param>
    /// <param name="exception">What was thrown.</param>
    public static string Text(string path, string full, Exception exception) =>
        Directory.Exists(full) ? $"read {path}: is a directory" : $"open {path}: {Reason(full, exception)}";

    /// <summary>The words of the operating system.</summary>
    /// <param name="full">The path from the root of the file system.</param>
    /// <param name="exception">What was thrown.</param>
    public static string Reason(string full, Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception switch
        {
            IOException when IsBelowFile(full) => "not a directory",
            FileNotFoundException or DirectoryNotFoundException => "no such file or directory",
            PathTooLongException => "file name too long",
            UnauthorizedAccessException => "permission denied",
            _ => Words(exception.Message),
        };
    }

    private static bool IsBelowFile(string full)
    {
        for (string? above = Path.GetDirectoryName(full); above is not null; above = Path.GetDirectoryName(above))
        {
            if (File.Exists(above))
            {
                return true;
            }
        }

        return false;
    }

    // .NET says "Not a directory : '/a/b'".
    private static string Words(string message)
    {
        int end = message.IndexOf(" : ", StringComparison.Ordinal);
        string words = end < 0 ? message : message[..end];
        return words.Length > 0 && char.IsAsciiLetterUpper(words[0]) ? char.ToLowerInvariant(words[0]) + words[1..] : words;
    }
}
