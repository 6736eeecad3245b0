namespace Steersman.Helm.Charts;

/// <summary>Follows a symbolic link (Go's <c>filepath.EvalSymlinks</c>), with the errors of sympath.Walk.</summary>
/// <param name="path">Absolute path of the link.</param>
internal sealed class SymbolicLink(string path)
{
    private const int MostLinks = 255;

    /// <summary>The path behind the link, no component of which is a link.</summary>
    /// <exception cref="HelmException">A component is not there, or links lead in a circle.</exception>
    public string Resolve()
    {
        Stack<string> components = new();
        Push(components, path);
        string resolved = "/";
        int links = 0;
        while (components.TryPop(out string? component))
        {
            if (component == "..")
            {
                resolved = Path.GetDirectoryName(resolved) ?? "/";
                continue;
            }

            string next = Path.Combine(resolved, component);
            FileSystemInfo info = new FileInfo(next);
            if (info.LinkTarget is { } target)
            {
                if (++links > MostLinks)
                {
                    throw Failing("EvalSymlinks: too many links");
                }

                resolved = Path.IsPathRooted(target) ? "/" : resolved;
                Push(components, target);
            }
            else
            {
                resolved = Path.Exists(next) ? next : throw Failing($"lstat {next}: no such file or directory");
            }
        }

        return resolved;
    }

    private static void Push(Stack<string> components, string path)
    {
        foreach (string component in path.Split('/').Reverse().Where(component => component is not ("" or ".")))
        {
            components.Push(component);
        }
    }

    private HelmException Failing(string reason) => new($"error evaluating symlink {path}: {reason}");
}
