using Steersman.GoTemplate.Formatting;

namespace Steersman.GoTemplate.Execution;

/// <summary>Go's <c>template.ExecError</c>: where execution failed and why; the inner exception is the error of a function, if it was one.</summary>
public sealed class ExecutionException : TemplateException
{
    internal ExecutionException(string template, Node node, string reason, Exception? inner)
        : this(template, node.Source.Locate(node.Position), node.ToString(), reason, inner)
    {
    }

    private ExecutionException(string template, string location, string context, string reason, Exception? inner)
        : base($"template: {location}: executing {GoQuote.Quote(template)} at <{context}>: {reason}", inner)
    {
        Template = template;
        Location = location;
        Context = context;
        Reason = reason;
    }

    /// <summary>The template that was executed: a file's path or the name of a <c>define</c>.</summary>
    public string Template { get; }

    /// <summary>Name of the text, line from 1 and byte in the line from 0, of the node that was evaluated last.</summary>
    public string Location { get; }

    /// <summary>That node, printed.</summary>
    public string Context { get; }

    /// <summary>What went wrong.</summary>
    public string Reason { get; }
}
