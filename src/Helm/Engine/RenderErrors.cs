using System.Text;
using Steersman.GoTemplate.Execution;

namespace Steersman.Helm.Engine;

/// <summary>Words errors of templates as Helm 4 does (<c>cleanupParseError</c> and <c>reformatExecErrorMsg</c> of pkg/engine/engine.go).</summary>
internal static class RenderErrors
{
    private const string Separator = ": ";

    public static string OfParsing(string path, ParseException exception)
    {
        string[] parts = exception.Message.Split(Separator);
        return parts.Length == 1
            ? $"parse error in ({path}): {exception.Message}"
            : $"parse error at ({parts[1]}): {parts[^1]}";
    }

    public static string OfExecution(string path, ExecutionException exception)
    {
        string[] parts = exception.Message.Split(Separator, 3);
        if (parts.Length != 3)
        {
            return $"execution error in ({path}): {exception.Message}";
        }

        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is ChartFailureException failure)
            {
                return $"execution error at ({parts[1]}): {failure.Text}";
            }
        }

        StringBuilder text = new();
        TraceLevel? last = null;
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (TraceLevel.Parse(cause.Message) is not { } level)
            {
                return exception.Message;
            }

            if (level != last)
            {
                level.WriteTo(text);
                last = level;
            }
        }

        return text.ToString().Trim();
    }
}
