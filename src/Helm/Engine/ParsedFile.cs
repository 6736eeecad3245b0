using Steersman.GoTemplate.Execution;

namespace Steersman.Helm.Engine;

/// <summary>A file of a chart, parsed, and what it gave when it was last rendered: most files give the same again. Safe for concurrent use.</summary>
internal sealed class ParsedFile(ParsedTemplate template, int actionLength)
{
    private const int LongestKept = 1 << 22;

    private volatile FileOutput? _last;

    public ParsedTemplate Template { get; } = template;

    /// <summary>UTF-16 units from the beginning of each action to its end.</summary>
    public int ActionLength { get; } = actionLength;

    /// <summary>What the file gives; the same object as before where its text is the same.</summary>
    /// <exception cref="ExecutionException">The template fails.</exception>
    /// <exception cref="LimitException">A limit is passed.</exception>
    public FileOutput Execute(Frame frame, TemplateSet templates, TemplateBody body, in GoTemplate.Values.Value data)
    {
        FileOutput? last = _last;
        string written = frame.Execute(templates, body, data, last?.Written);
        if (ReferenceEquals(written, last?.Written))
        {
            return last!;
        }

        FileOutput output = new(written);
        _last = written.Length <= LongestKept ? output : null;
        return output;
    }
}
