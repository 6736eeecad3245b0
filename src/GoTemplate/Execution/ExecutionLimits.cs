namespace Steersman.GoTemplate.Execution;

/// <summary>How much one render may take; a template that wants more fails with a <see cref="LimitException"/>.</summary>
public sealed record ExecutionLimits
{
    public static ExecutionLimits Default { get; } = new();

    /// <summary>UTF-16 units written to output, of all templates and includes of a render together.</summary>
    public long Output { get; init; } = 256L << 20;

    /// <summary>Actions, range steps and calls of a render.</summary>
    public long Steps { get; init; } = 200_000_000;

    /// <summary>UTF-16 units of all texts that functions make by repeating and padding.</summary>
    public long Text { get; init; } = 512L << 20;

    /// <summary>Nested <c>template</c> actions; Go's limit is 100000, the stack's end is found before either.</summary>
    public int TemplateDepth { get; init; } = 100_000;
}
