using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Formatting;
using Steersman.Helm;
using Steersman.Helm.Charts;
using Steersman.Helm.Engine;
using Steersman.Helm.Logging;
using Steersman.Helm.Rendering;
using Steersman.Operator.Cli.Charts;
using Steersman.Operator.Cli.Logging;

namespace Steersman.Operator.Cli.Template;

/// <summary><c>steer template</c>: what <c>helm template</c> writes, byte for byte, and its errors (pkg/cmd/template.go).</summary>
internal static class TemplateCommand
{
    private const string UsageLine = "steer template [NAME] [CHART] [flags]";

    private const string Description = """
        Render chart templates locally and display the output.

        Any values that would normally be looked up or retrieved in-cluster will be
        faked locally. Charts are folders or archives. The output and the errors are
        those of helm template; its flags that do not change the output are accepted.

        """;

    /// <summary>Runs the command.</summary>
    /// <param name="args">What follows its name.</param>
    /// <param name="context">The process.</param>
    /// <exception cref="CommandException">It fails.</exception>
    /// <exception cref="HelmException">The chart or its values are not as they should be.</exception>
    public static int Run(IReadOnlyList<string> args, CommandContext context)
    {
        TemplateOptions options = new(context);
        options.Flags.Parse(args);
        if (options.Help.Value)
        {
            context.Write($"\n{Description}\nUsage:\n  {UsageLine}\n\nFlags:\n{options.Flags.Usages()}");
            return 0;
        }

        if (options.Flags.Arguments.Count == 0)
        {
            throw new CommandException($"\"steer template\" requires at least 1 argument\n\nUsage:  {UsageLine}");
        }

        LogWriter log = new(context, options.Debug.Value);
        options.LogNotices(log);
        Capabilities capabilities = CapabilitiesOf(options);
        options.CheckDryRun(log);
        ExecutionServices services = ExecutionServices.Default with { LocalZone = TimeZoneInfo.Local, Cancellation = context.Cancellation };
        Render(options, capabilities, services, log, context);
        return 0;
    }

    private static void Render(TemplateOptions options, Capabilities capabilities, ExecutionServices services, LogWriter log, CommandContext context)
    {
        log.Write(new LogEntry(LogLevel.Debug, "Original chart version", ("version", options.Version.Value)));
        (string name, string located) = NameAndChart(options, services);
        string path = ChartLocation.Locate(located, options.Verify.Value, context);
        log.Write(new LogEntry(LogLevel.Debug, "Chart path", ("path", path)));
        GoTemplate.Values.ValueMap values = options.Values.Merge(context);
        Chart chart = ChartLoader.Load(path, log.Write);
        CheckInstallable(chart, log);
        CheckName(name, log);
        ChartRenderOptions rendering = new()
        {
            Release = new ReleaseOptions
            {
                Name = name,
                Namespace = NamespaceOf(options, context),
                IsInstall = !options.IsUpgrade.Value,
                IsUpgrade = options.IsUpgrade.Value,
            },
            Values = values,
            Capabilities = capabilities,
            SkipSchemaValidation = options.SkipSchemaValidation.Value,
            Engine = EngineOptions.Default with { Services = services },
            Log = log.Write,
        };
        OutputFiles? files = options.OutputDirectory.Value.Length == 0 ? null : new OutputFiles(options.OutputDirectory.Value, options.ReleaseName.Value ? name : "", context);
        try
        {
            Show(ReleaseText.Of(ChartRenderer.Render(chart, rendering), options, files), options, context);
        }
        catch (RenderException exception) when (options.Debug.Value)
        {
            Show(ReleaseText.Of(exception, options), options, context);
            throw;
        }
        catch (RenderException exception)
        {
            throw new CommandException($"{exception.Message}\n\nUse --debug flag to render out invalid YAML", exception);
        }
    }

    private static void Show(string text, TemplateOptions options, CommandContext context) =>
        context.Write(options.ShowOnly.Values.Count == 0 ? text : ShownTemplates.Of(text, options.ShowOnly.Values));

    private static Capabilities CapabilitiesOf(TemplateOptions options)
    {
        string version = options.KubeVersion.Value;
        try
        {
            return new Capabilities(
                version.Length == 0 ? DefaultCapabilities.KubeVersion : KubeVersionParser.Parse(version),
                [.. DefaultCapabilities.ApiVersions, .. options.ApiVersions.Values]);
        }
        catch (HelmException exception)
        {
            throw new CommandException($"invalid kube version '{version}': {exception.Message}", exception);
        }
    }

    private static (string Name, string Chart) NameAndChart(TemplateOptions options, ExecutionServices services)
    {
        const string NoName = "release-name";
        IReadOnlyList<string> args = options.Flags.Arguments;
        if (args.Count > 2)
        {
            throw new CommandException($"expected at most two arguments, unexpected arguments: {string.Join(", ", args.Skip(2))}");
        }

        string template = options.NameTemplate.Value;
        if (args.Count == 1)
        {
            return (template.Length == 0 ? NoName : NameTemplate.Render(template, services), args[0]);
        }

        if (options.GenerateName.Value)
        {
            throw new CommandException("cannot set --generate-name and also specify a name");
        }

        return template.Length == 0 ? (args[0], args[1]) : throw new CommandException("cannot set --name-template and also specify a name");
    }

    private static void CheckInstallable(Chart chart, LogWriter log)
    {
        if (InstallationChecks.CheckType(chart) is { } type)
        {
            throw new CommandException(type);
        }

        if (chart.Metadata?.Deprecated is true)
        {
            log.Write(new LogEntry(LogLevel.Warn, "this chart is deprecated"));
        }

        if (InstallationChecks.CheckDependencies(chart) is { } missing)
        {
            throw new CommandException(missing);
        }
    }

    private static void CheckName(string name, LogWriter log)
    {
        if (ReleaseName.Validate(name) is { } problem)
        {
            string error = $"release name {GoQuote.Quote(name)}: {problem}";
            log.Write(new LogEntry(LogLevel.Error, "release name check failed", ("error", error)));
            throw new CommandException($"release name check failed: {error}");
        }
    }

    private static string NamespaceOf(TemplateOptions options, CommandContext context) =>
        options.Namespace.Value.Length > 0 ? options.Namespace.Value : KubeNamespace.Current(options.KubeConfig.Value, options.KubeContext.Value, context);
}
