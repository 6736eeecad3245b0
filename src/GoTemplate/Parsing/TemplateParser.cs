using Steersman.GoTemplate.Execution;

namespace Steersman.GoTemplate.Parsing;

/// <summary>Parses the texts of templates as Go's <c>text/template/parse</c> does, with its error texts.</summary>
public static class TemplateParser
{
    /// <summary>Parses a text.</summary>
    /// <param name="name">Its name, which is also that of its own body.</param>
    /// <param name="text">The text, as <see cref="Values.GoString"/> holds it.</param>
    /// <param name="functions">The functions that it can call besides Go's builtins.</param>
    /// <exception cref="ParseException">The text is no template.</exception>
    public static ParsedTemplate Parse(string name, string text, FunctionMap functions)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(functions);
        ParseState state = new(new TemplateSource(name, text), functions);
        new TreeParser(state).ParseText(name);
        TemplateBody main = state.Bodies[name];
        state.Bodies.Remove(name);
        return new ParsedTemplate(main, [.. state.Bodies.Values]);
    }
}
