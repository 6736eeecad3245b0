namespace Steersman.Operator.Cli.Flags;

/// <summary>A flag of a command (spf13/pflag).</summary>
internal abstract class Flag(string name, string usage)
{
    /// <summary>The name behind two dashes.</summary>
    public string Name { get; } = name;

    /// <summary>The letter behind one dash; <c>\0</c> where there is none.</summary>
    public char Shorthand { get; init; }

    /// <summary>What it is for; empty for a flag that help leaves out because it has no effect here.</summary>
    public string Usage { get; } = usage;

    /// <summary>What help calls its value; empty for a flag without one.</summary>
    public abstract string Type { get; }

    /// <summary>What help shows as its default; empty where that is nothing.</summary>
    public virtual string DefaultText => "";

    /// <summary>What it is set to where it stands without a value; null where it needs one.</summary>
    public string? WithoutValue { get; init; }

    /// <summary>As errors call it.</summary>
    public string Display => Shorthand == '\0' ? $"--{Name}" : $"-{Shorthand}, --{Name}";

    /// <summary>Takes a value; null where it is good, else what is wrong with it.</summary>
    public abstract string? Set(string value);
}
