namespace Steersman.Kustomize;

/// <summary>A patch, an image or an object that kustomize refuses; the message is kustomize's own.</summary>
public sealed class KustomizeException : FormatException
{
    public KustomizeException()
        : this("")
    {
    }

    public KustomizeException(string message)
        : base(message) => Summary = message;

    public KustomizeException(string message, Exception innerException)
        : base(message, innerException) => Summary = message;

    /// <param name="message">kustomize's text.</param>
    /// <param name="summary">The same without contents of objects.</param>
    public KustomizeException(string message, string summary)
        : base(message) => Summary = summary;

    /// <summary>The message without contents of objects, which may be secret.</summary>
    public string Summary { get; }

    /// <summary>What the error is about, <c>patches[0]</c> or <c>images[2]</c>; null where that is the stream of objects, or all together.</summary>
    public string? Field { get; private init; }

    /// <summary>The error with words before it, as Go wraps it.</summary>
    internal KustomizeException Within(string prefix) => new(prefix + Message, prefix + Summary) { Field = Field };

    /// <summary>The error with the name of what it is about.</summary>
    internal KustomizeException About(string field) => new(Message, Summary) { Field = field };
}
