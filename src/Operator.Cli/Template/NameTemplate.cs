using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Parsing;
using Steersman.GoTemplate.Values;
using Steersman.Sprig;

namespace Steersman.Operator.Cli.Template;

/// <summary>The name of a release made by a template (Helm's <c>TemplateName</c>).</summary>
internal static class NameTemplate
{
    /// <summary>Renders the template with sprig's functions and no data.</summary>
    /// <exception cref="CommandException">It is no template, or fails.</exception>
    public static string Render(string text, ExecutionServices services)
    {
        try
        {
            ParsedTemplate parsed = TemplateParser.Parse("name-template", text, SprigFunctions.Map);
            using Frame frame = new(services);
            return frame.Execute(TemplateSet.Of([parsed]), parsed.Main, Value.Nil);
        }
        catch (Exception exception) when (exception is TemplateException or LimitException or InsufficientExecutionStackException)
        {
            throw new CommandException(exception.Message, exception);
        }
    }
}
