using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Formatting.Times;
using Steersman.Helm.Logging;
using Steersman.Operator.Cli.Flags;
using Steersman.Operator.Cli.Logging;
using Steersman.Operator.Cli.Values;

namespace Steersman.Operator.Cli.Template;

/// <summary>The flags of <c>helm template</c>. Those that change nothing about the output are taken and checked, and have no effect.</summary>
internal sealed class TemplateOptions
{
    private readonly List<LogEntry> _notices = [];
    private readonly StringFlag _dryRun = new("dry-run", "", "client") { WithoutValue = "unset" };

    public TemplateOptions(CommandContext context)
    {
        Debug.Value = GoNumber.ParseBool(context.Environment("HELM_DEBUG") ?? "", out bool isDebug) is NumberError.None && isDebug;
        Namespace.Value = context.Environment("HELM_NAMESPACE") ?? "";
        KubeContext.Value = context.Environment("HELM_KUBECONTEXT") ?? "";
        Flags = new FlagSet([
            ApiVersions, Debug, GenerateName, Help, IncludeCrds, IsUpgrade, KubeConfig, KubeContext, KubeVersion, NameTemplate, Namespace, NoHooks, OutputDirectory, ReleaseName,
            ShowOnly, SkipSchemaValidation, SkipTests, Verify, Version, .. Values.Flags, _dryRun, .. WithoutEffect(),
        ]);
    }

    public FlagSet Flags { get; }

    public ValueOptions Values { get; } = new();

    public StringSliceFlag ApiVersions { get; } = new("api-versions", "Kubernetes api versions used for Capabilities.APIVersions (multiple can be specified)") { Shorthand = 'a' };

    public BoolFlag Debug { get; } = new("debug", "enable verbose output");

    public BoolFlag GenerateName { get; } = new("generate-name", "generate the name (and omit the NAME parameter)") { Shorthand = 'g' };

    public BoolFlag Help { get; } = new("help", "help for template") { Shorthand = 'h' };

    public BoolFlag IncludeCrds { get; } = new("include-crds", "include CRDs in the templated output");

    public BoolFlag IsUpgrade { get; } = new("is-upgrade", "set .Release.IsUpgrade instead of .Release.IsInstall");

    public StringFlag KubeConfig { get; } = new("kubeconfig", "path to the kubeconfig file");

    public StringFlag KubeContext { get; } = new("kube-context", "name of the kubeconfig context to use");

    public StringFlag KubeVersion { get; } = new("kube-version", "Kubernetes version used for Capabilities.KubeVersion");

    public StringFlag NameTemplate { get; } = new("name-template", "specify template used to name the release");

    public StringFlag Namespace { get; } = new("namespace", "namespace scope for this request") { Shorthand = 'n' };

    public BoolFlag NoHooks { get; } = new("no-hooks", "prevent hooks from running during install");

    public StringFlag OutputDirectory { get; } = new("output-dir", "writes the executed templates to files in output-dir instead of stdout");

    public BoolFlag ReleaseName { get; } = new("release-name", "use release name in the output-dir path.");

    public StringArrayFlag ShowOnly { get; } = new("show-only", "only show manifests rendered from the given templates") { Shorthand = 's' };

    public BoolFlag SkipSchemaValidation { get; } = new("skip-schema-validation", "if set, disables JSON schema validation");

    public BoolFlag SkipTests { get; } = new("skip-tests", "skip tests from templated output");

    public BoolFlag Verify { get; } = new("verify", "");

    public StringFlag Version { get; } = new("version", "");

    /// <summary>Logs what was to be said of the flags.</summary>
    /// <exception cref="CommandException">A dry run that asks the cluster is wanted.</exception>
    public void CheckDryRun(LogWriter log)
    {
        switch (_dryRun.Value)
        {
            case "client":
                return;
            case "unset":
                log.Write(new LogEntry(LogLevel.Warn, "--dry-run is deprecated and should be replaced with '--dry-run=client'"));
                return;
            case "server":
                throw new CommandException("--dry-run=server: no cluster is asked here; use helm template");
            case "none":
                throw new CommandException($"invalid dry-run value ({GoQuote.Quote(_dryRun.Value)}). Must be \"server\" or \"client\"");
        }

        if (GoNumber.ParseBool(_dryRun.Value, out bool isDry) is not NumberError.None)
        {
            throw new CommandException($"invalid dry-run value ({GoQuote.Quote(_dryRun.Value)}). Must be \"none\", \"server\", or \"client\"");
        }

        if (!isDry)
        {
            throw new CommandException($"invalid dry-run value ({GoQuote.Quote(_dryRun.Value)}). Must be \"server\" or \"client\"");
        }

        log.Write(new LogEntry(LogLevel.Warn, $"boolean '--dry-run={_dryRun.Value}' flag is deprecated and must be replaced with '--dry-run=client'"));
    }

    /// <summary>Logs what was noticed while the flags were read.</summary>
    public void LogNotices(LogWriter log) => _notices.ForEach(log.Write);

    private static string? Integer(string value) =>
        GoNumber.ParseInt(value, 0, 64, out _) is var error and not NumberError.None ? GoNumber.ErrorText("ParseInt", value, error) : null;

    private static string? Float(string value) =>
        GoNumber.ParseFloat(value, 32, out _) is var error and not NumberError.None ? GoNumber.ErrorText("ParseFloat", value, error) : null;

    private static string? Pairs(string value)
    {
        if (value.Contains('=', StringComparison.Ordinal) && value.IndexOf('=') == value.LastIndexOf('='))
        {
            return null;
        }

        IReadOnlyList<string> pairs = [value];
        string? error = value.Contains('=', StringComparison.Ordinal) ? CommaSeparated.Parse(value, out pairs) : null;
        return error ?? pairs.Where(pair => !pair.Contains('=', StringComparison.Ordinal)).Select(pair => $"{pair} must be formatted as key=value").FirstOrDefault();
    }

    private string? Wait(string value)
    {
        switch (value)
        {
            case "watcher" or "hookOnly" or "legacy":
                return null;
            case "true" or "false":
                _notices.Add(new LogEntry(LogLevel.Warn, $"--wait={value} is deprecated (boolean value) and can be replaced with --wait={(value == "true" ? "watcher" : "hookOnly")}"));
                return null;
            default:
                return $"invalid wait input {GoQuote.Quote(value)}. Valid inputs are watcher, hookOnly, and legacy";
        }
    }

    private IEnumerable<Flag> WithoutEffect()
    {
        string[] switches =
        [
            "create-namespace", "dependency-update", "devel", "disable-openapi-validation", "enable-dns", "force-conflicts", "force-replace", "insecure-skip-tls-verify",
            "kube-insecure-skip-tls-verify", "pass-credentials", "plain-http", "replace", "rollback-on-failure", "server-side", "skip-crds", "take-ownership", "wait-for-jobs",
        ];
        string[] texts =
        [
            "ca-file", "cert-file", "color", "colour", "content-cache", "description", "key-file", "keyring", "kube-apiserver", "kube-as-group", "kube-as-user", "kube-ca-file",
            "kube-tls-server-name", "kube-token", "password", "post-renderer-args", "registry-config", "repo", "repository-cache", "repository-config", "username",
        ];
        return
        [
            .. switches.Select(name => new BoolFlag(name, "")),
            .. texts.Select(name => new StringFlag(name, "")),
            new CheckedFlag("timeout", value => GoDuration.Parse(value, out _)),
            new CheckedFlag("burst-limit", Integer),
            new CheckedFlag("qps", Float),
            new CheckedFlag("labels", Pairs) { Shorthand = 'l' },
            new CheckedFlag("wait", Wait) { WithoutValue = "watcher" },
            new CheckedFlag("post-renderer", value => value.Length == 0 ? null : $"plugin: {{Name:{value} Type:postrenderer/v1}} not found"),
        ];
    }
}
