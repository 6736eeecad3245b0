using System.Diagnostics.CodeAnalysis;

namespace Steersman.Cel;

/// <summary>What became of an expression: a program, or what is wrong with it.</summary>
public sealed class CelCompilation
{
    internal CelCompilation(CelProgram program)
    {
        Program = program;
        Issues = [];
    }

    internal CelCompilation(string error, IReadOnlyList<CelIssue> issues)
    {
        Error = error;
        Issues = issues;
    }

    /// <summary>The program; null where the expression is wrong.</summary>
    public CelProgram? Program { get; }

    /// <summary>What is wrong, in Flux's words and with the lines of the expression; null where nothing is.</summary>
    public string? Error { get; }

    /// <summary>The same issue by issue with places; empty where what is wrong has no place, as a constant part that fails.</summary>
    public IReadOnlyList<CelIssue> Issues { get; }

    /// <summary>True where the expression may be evaluated.</summary>
    [MemberNotNullWhen(true, nameof(Program))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsValid => Program is not null;
}
