namespace Steersman.GoTemplate.Execution;

/// <summary>A template failed: to parse, or while it was executed. The message is Go's text.</summary>
public abstract class TemplateException : FunctionException
{
    private protected TemplateException(string message, Exception? inner)
        : base(message, inner)
    {
    }
}
