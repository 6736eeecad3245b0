namespace Steersman.GoTemplate.Execution;

/// <summary>How much one render may take; a template that wants more fails with a <see cref="LimitException"/>.</summary>
public sealed record ExecutionLimits
{
    public static ExecutionLimits Default { get; } = new();

    /// <summary>UTF-16 units written to output, of all templates and includes of a render together.</summary>
    public long Output { get; init; } = 64L << 20;

    /// <summary>Actions, range steps and calls of a render.</summary>
    public long Steps { get; init; } = 200_000_000;

    /// <summary>UTF-16 units of all texts that functions make, and of those they give; an element of a list counts as <see cref="Frame.ElementCharge"/>.</summary>
    public long Text { get; init; } = 128L << 20;

    /// <summary>UTF-16 units of all texts that functions read as YAML, JSON, TOML or (long ones) templates.</summary>
    public long Reading { get; init; } = 16L << 20;

    /// <summary>How long a render may take, by the clock of <see cref="ExecutionServices.Time"/>.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Templates executed by functions within one another (<c>include</c>, <c>tpl</c>); Go has no such limit, and dies.</summary>
    public int Nesting { get; init; } = 10_000;

    /// <summary>Nested <c>template</c> actions: Go's limit, with Go's error.</summary>
    public int TemplateDepth { get; init; } = 100_000;
}
