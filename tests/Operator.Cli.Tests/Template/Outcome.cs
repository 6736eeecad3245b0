namespace Steersman.Operator.Cli.Tests.Template;

/// <summary>What a command line leads to. Paths of the folder it ran in are written as <c>&lt;dir&gt;</c>.</summary>
internal sealed record Outcome(string Command, int Exit, string Out, string Error)
{
    public override string ToString() => $"{Command}\nexit {Exit}\n--- stdout\n{Out}--- stderr\n{Error}";
}
