using Steersman.GoTemplate.Formatting;

namespace Steersman.Operator.Cli.Charts;

/// <summary>Finds a chart that a user names (Helm's <c>LocateChart</c>): in the file system, nowhere else.</summary>
internal static class ChartLocation
{
    /// <summary>The absolute path of the chart.</summary>
    /// <param name="given">What the user wrote.</param>
    /// <param name="isVerified">True where the chart must have a provenance file.</param>
    /// <param name="context">Where relative paths start from.</param>
    /// <exception cref="CommandException">There is none.</exception>
    public static string Locate(string given, bool isVerified, CommandContext context)
    {
        string name = given.Trim();
        string full = name.Length == 0 ? "" : Path.TrimEndingDirectorySeparator(context.FullPath(name));
        if (full.Length > 0 && Path.Exists(full))
        {
            return isVerified ? throw Unverified(full) : full;
        }

        if (name.StartsWith('/') || name.StartsWith('.'))
        {
            throw new CommandException($"path {GoQuote.Quote(name)} not found");
        }

        if (name.Contains("://", StringComparison.Ordinal))
        {
            throw new CommandException($"{name}: charts are read from folders and archives only; fetch it with helm pull");
        }

        int slash = name.IndexOf('/');
        throw new CommandException(slash < 0 ? $"non-absolute URLs should be in form of repo_name/path_to_chart, got: {name}" : $"repo {name[..slash]} not found");
    }

    private static CommandException Unverified(string path)
    {
        if (Directory.Exists(path))
        {
            return new CommandException("unpacked charts cannot be verified");
        }

        string provenance = path + ".prov";
        return new CommandException(File.Exists(provenance)
            ? $"{provenance}: signatures are not verified here; use helm verify"
            : $"could not load provenance file {provenance}: stat {provenance}: no such file or directory");
    }
}
