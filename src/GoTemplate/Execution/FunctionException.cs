namespace Steersman.GoTemplate.Execution;

/// <summary>The Go error of a function or method, or the panic that Go's template package turns into one: the message alone, as <c>err.Error()</c> gives it.</summary>
public class FunctionException : Exception
{
    public FunctionException()
    {
    }

    public FunctionException(string message)
        : base(message)
    {
    }

    /// <summary>An error that wraps another (Go's <c>%w</c>): <paramref name="message"/> is the whole text.</summary>
    public FunctionException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
