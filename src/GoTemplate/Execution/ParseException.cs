namespace Steersman.GoTemplate.Execution;

/// <summary>A text that is no template.</summary>
public sealed class ParseException : TemplateException
{
    public ParseException(string name, int line, string reason)
        : base($"template: {name}:{line}: {reason}", null)
    {
        Name = name;
        Line = line;
        Reason = reason;
    }

    /// <summary>Name of the text.</summary>
    public string Name { get; }

    /// <summary>Line from 1.</summary>
    public int Line { get; }

    /// <summary>What is wrong.</summary>
    public string Reason { get; }
}
