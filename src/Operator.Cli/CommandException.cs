namespace Steersman.Operator.Cli;

/// <summary>Ends a command with exit code 1 and its message behind <c>Error: </c>, which may have several lines.</summary>
public sealed class CommandException : Exception
{
    public CommandException()
    {
    }

    public CommandException(string message)
        : base(message)
    {
    }

    public CommandException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
