using Steersman.GoTemplate.Values;
using Steersman.Helm.Charts;
using Steersman.Helm.Engine;

namespace Steersman.Operator.Cli.Template;

/// <summary>Writes documents to the files that they come from, below a directory (<c>--output-dir</c>).</summary>
/// <param name="directory">The directory as the user gave it.</param>
/// <param name="release">The folder of the release in it; empty for none. Definitions do not go into it.</param>
/// <param name="context">Where relative paths start from, and where each file is told.</param>
internal sealed class OutputFiles(string directory, string release, CommandContext context)
{
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);

    /// <summary>Writes a document; one of a file already written goes behind it, and so does a hook of a file that was there before.</summary>
    /// <exception cref="RenderException">The file system refuses; the message is Helm's.</exception>
    /// <exception cref="CommandException">It refuses the file of a hook.</exception>
    public void Write(string path, string content, bool isRelease, bool isHook)
    {
        string shown = $"{(isRelease && release.Length > 0 ? SlashPath.Join(directory, release) : directory)}/{path}";
        string full = context.FullPath(shown);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            bool isAppended = !_written.Add(path) || (isHook && File.Exists(full));
            using FileStream file = new(full, isAppended ? FileMode.Append : FileMode.Create, FileAccess.Write);
            file.Write(GoString.ToBytes($"---\n# Source: {path}\n{content}\n"));
        }
        catch (Exception exception) when (PathError.IsOne(exception))
        {
            string error = Error(shown, full, exception);
            throw isHook ? new CommandException(error, exception) : new RenderException(error, exception);
        }

        context.Write($"wrote {shown}\n");
    }

    private string Error(string shown, string full, Exception exception)
    {
        string folder = Path.GetDirectoryName(shown)!;
        if (Directory.Exists(Path.GetDirectoryName(full)))
        {
            return $"open {shown}: {(Directory.Exists(full) ? "is a directory" : PathError.Reason(full, exception))}";
        }

        string reason = PathError.Reason(full, exception);
        if (reason == "not a directory")
        {
            return $"stat {folder}: {reason}";
        }

        // Folders are made from the top: the first that cannot be made is named.
        while (Path.GetDirectoryName(folder) is { Length: > 0 } above && !Directory.Exists(context.FullPath(above)))
        {
            folder = above;
        }

        return $"mkdir {folder}: {reason}";
    }
}
