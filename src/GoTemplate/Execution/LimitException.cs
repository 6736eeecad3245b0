namespace Steersman.GoTemplate.Execution;

/// <summary>A render wanted more than its <see cref="ExecutionLimits"/> allow; no template can catch it. The message begins as Go's errors of execution do, with template, line and column.</summary>
public sealed class LimitException : Exception
{
    public LimitException()
    {
    }

    public LimitException(string message)
        : base(message)
    {
    }

    public LimitException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
