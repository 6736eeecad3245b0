using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Lexing;

namespace Steersman.GoTemplate.Parsing;

/// <summary>What the trees of one text share while it is parsed.</summary>
internal sealed class ParseState(TemplateSource source, FunctionMap functions)
{
    public TemplateSource Source { get; } = source;

    public FunctionMap Functions { get; } = functions;

    public Lexer Lexer { get; } = new(source.Text);

    /// <summary>The bodies by name, the text's own among them in the end.</summary>
    public Dictionary<string, TemplateBody> Bodies { get; } = new(StringComparer.Ordinal);
}
