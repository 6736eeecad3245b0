namespace Steersman.GoTemplate.Execution;

/// <summary>How a statement ended.</summary>
internal enum Completion
{
    Normal,
    Break,
    Continue,
}
