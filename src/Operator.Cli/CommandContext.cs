using Steersman.GoTemplate.Values;

namespace Steersman.Operator.Cli;

/// <summary>What a command has of the process it runs in. A command touches nothing else of it, so that many can run in one process.</summary>
internal sealed record CommandContext
{
    public required Stream In { get; init; }

    public required Stream Out { get; init; }

    public required Stream Error { get; init; }

    /// <summary>Absolute path of the folder that relative paths start from.</summary>
    public required string Directory { get; init; }

    /// <summary>The value of an environment variable; null where it is not set.</summary>
    public required Func<string, string?> Environment { get; init; }

    public CancellationToken Cancellation { get; init; }

    /// <summary>The absolute path of a path that a user gave.</summary>
    public string FullPath(string path) => Path.GetFullPath(path, Directory);

    /// <summary>Writes a text to standard output, its bytes as they are (<see cref="GoString"/>).</summary>
    public void Write(string text) => Out.Write(GoString.ToBytes(text));

    /// <summary>Writes a line to standard error.</summary>
    public void WriteError(string text) => Error.Write(GoString.ToBytes(text + "\n"));
}
