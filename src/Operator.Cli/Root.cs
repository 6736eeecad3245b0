using Steersman.GoTemplate.Formatting;
using Steersman.Helm;
using Steersman.Operator.Cli.Template;

namespace Steersman.Operator.Cli;

/// <summary>The program: finds the command that is meant and reports how it ended.</summary>
internal static class Root
{
    private const int Failed = 1;
    private const int Interrupted = 130;

    private const string Usage = """
        Works with charts as the operator does.

        Usage:
          steer [command]

        Available Commands:
          template    locally render templates

        Use "steer [command] --help" for more information about a command.

        """;

    /// <summary>Runs the command that the arguments name.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(IReadOnlyList<string> args, CommandContext context)
    {
        try
        {
            switch (args)
            {
                case [] or ["help" or "--help" or "-h"]:
                    context.Write(Usage);
                    return 0;
                case ["template", ..]:
                    return TemplateCommand.Run([.. args.Skip(1)], context);
                case ["help", "template"]:
                    return TemplateCommand.Run(["--help"], context);
                default:
                    throw new CommandException($"unknown command {GoQuote.Quote(args[0])} for \"steer\"\nRun 'steer --help' for usage.");
            }
        }
        catch (Exception exception) when (exception is CommandException or HelmException)
        {
            context.WriteError("Error: " + exception.Message);
            return Failed;
        }
        catch (OperationCanceledException)
        {
            return Interrupted;
        }
    }
}
