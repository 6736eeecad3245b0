using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using Steersman.Operator.Api;
using Steersman.Operator.Connections;
using Steersman.Releases.Drift;

namespace Steersman.Operator.Hosting;

/// <summary>The command line of the operator.</summary>
internal static class CommandLine
{
    /// <summary>The command with its flags.</summary>
    /// <param name="run">Runs the operator; answers the exit code.</param>
    /// <param name="printDefinition">Prints the CustomResourceDefinition.</param>
    /// <param name="printReference">Prints the reference page.</param>
    public static RootCommand Create(Func<OperatorOptions, CancellationToken, Task<int>> run, Action printDefinition, Action printReference)
    {
        Option<string?> kubeconfig = new("--kubeconfig") { Description = "path of a kubeconfig (default: KUBECONFIG, the pod's own, or ~/.kube/config)" };
        Option<int> concurrent = new("--concurrent") { Description = "how many releases are worked on at the same time", DefaultValueFactory = _ => 4 };
        concurrent.Validators.Add(result => AtLeastOne(result, concurrent));
        Option<string> metrics = Address("--metrics-addr", ":8080", "address of /metrics; 0 turns it off");
        Option<string> health = Address("--health-addr", ":9440", "address of /livez and /readyz; 0 turns it off");
        Option<Uri?> events = EventsAddress();
        Option<string[]> namespaces = Namespaces();
        Option<string?> selector = new("--watch-label-selector") { Description = "labels of the HelmReleases that are managed, such as team=a (default: any)" };
        selector.Validators.Add(result => IsSelector(result, selector));
        Option<bool> reconcileFlux = new("--reconcile-flux") { Description = "reconcile Flux's HelmReleases (helm.toolkit.fluxcd.io/v2) too, in the place of its helm-controller, which must not run" };
        Option<bool> elect = new("--leader-elect", "--enable-leader-election") { Description = "of several operators only the holder of a Lease works" };
        Option<TimeSpan> lease = Duration("--leader-election-lease-duration", "15s", "how long others wait before they take the Lease");
        Option<TimeSpan> renew = Duration("--leader-election-renew-deadline", "10s", "how long the leader tries to renew the Lease before it gives up");
        Option<TimeSpan> retry = Duration("--leader-election-retry-period", "2s", "time between two tries");
        Option<string?> account = Account("--default-service-account", "service account of the namespace of a HelmRelease that it is managed as where it names none, on other clusters too (default: the operator itself, or the user of the kubeconfig)");
        Option<string?> kubeconfigAccount = Account("--default-kubeconfig-service-account", "service account of the namespace of a HelmRelease whose tokens open another cluster where the ConfigMap of kubeConfig.configMapRef names none (default: it must name one)");
        Option<bool> exec = new("--insecure-kubeconfig-exec") { Description = "kubeconfigs of releases may name programs that are run for credentials" };
        Option<bool> tls = new("--insecure-kubeconfig-tls") { Description = "kubeconfigs of releases may leave the server's certificate unchecked" };
        Option<bool> noCrossNamespace = new("--no-cross-namespace-refs") { Description = "refuse references to sources of other namespaces" };
        Option<IPNetwork[]> allowed = Networks("--allow-source-network", "network, such as 127.0.0.0/8, that charts may be fetched from although it is loopback (closed in a pod), link-local or denied; may be repeated");
        Option<IPNetwork[]> denied = Networks("--deny-source-network", "network, such as 10.0.0.0/8, that charts may not be fetched from; may be repeated");
        Option<string?> leaseNamespace = new("--leader-election-namespace") { Description = "namespace of the Lease (default: that of the pod)" };
        Option<TimeSpan> foreign = Duration("--foreign-operation-timeout", "30m", "how long a pending revision of somebody else is left alone after its last write");
        Option<string[]> managers = new("--override-manager") { Description = "field manager, beside Helm's and Flux's own, whose fields are taken over with the objects of an adopted release; may be repeated", DefaultValueFactory = _ => [] };
        Option<string> level = new("--log-level") { Description = "trace, debug, info or error", DefaultValueFactory = _ => "info" };
        level.AcceptOnlyFromAmong("trace", "debug", "info", "error");

        RootCommand command = new("Manages Helm releases from HelmRelease objects.")
        {
            kubeconfig, concurrent, metrics, health, events, namespaces, selector, reconcileFlux, elect, lease, renew, retry, leaseNamespace, foreign, managers, account, kubeconfigAccount, exec, tls, noCrossNamespace, allowed, denied, level,
        };
        command.SetAction((result, cancellation) => run(
            new OperatorOptions
            {
                Kubeconfig = result.GetValue(kubeconfig),
                Concurrent = result.GetValue(concurrent),
                Metrics = ListenAddress.Parse(result.GetValue(metrics)),
                Health = ListenAddress.Parse(result.GetValue(health)),
                Events = result.GetValue(events),
                WatchNamespaces = result.GetValue(namespaces) ?? [],
                WatchLabelSelector = result.GetValue(selector) is { Length: > 0 } labels ? labels : null,
                ReconcileFlux = result.GetValue(reconcileFlux),
                LeaderElect = result.GetValue(elect),
                LeaseDuration = result.GetValue(lease),
                RenewDeadline = result.GetValue(renew),
                RetryPeriod = result.GetValue(retry),
                LeaseNamespace = result.GetValue(leaseNamespace),
                ForeignOperationTimeout = result.GetValue(foreign),
                OverrideManagers = result.GetValue(managers) ?? [],
                DefaultServiceAccount = result.GetValue(account),
                DefaultKubeconfigServiceAccount = result.GetValue(kubeconfigAccount),
                InsecureKubeconfigExec = result.GetValue(exec),
                InsecureKubeconfigTls = result.GetValue(tls),
                NoCrossNamespaceRefs = result.GetValue(noCrossNamespace),
                AllowedSourceNetworks = SourceNetworks.Allowed(result.GetValue(allowed) ?? [], result.GetValue(denied) ?? [], Environment.GetEnvironmentVariable),
                DeniedSourceNetworks = result.GetValue(denied) ?? [],
                LogLevel = result.GetValue(level)!,
            },
            cancellation));
        Command definition = new("crd", "Prints the CustomResourceDefinition of HelmRelease.");
        definition.SetAction(_ => printDefinition());
        command.Add(definition);
        Command reference = new("reference", "Prints the reference page of HelmRelease, docs/reference/helmrelease.md.");
        reference.SetAction(_ => printReference());
        command.Add(reference);
        return command;
    }

    // As text: the parser of options cannot give null for an address that is turned off.
    private static Option<string> Address(string name, string standard, string description)
    {
        Option<string> option = new(name) { Description = description, DefaultValueFactory = _ => standard };
        option.Validators.Add(result =>
        {
            if (result.GetValue(option) is { } text && !ListenAddress.IsOff(text) && !ListenAddress.TryParse(text, out _))
            {
                result.AddError($"{name}: {text} is no address such as :8080 or 127.0.0.1:8080");
            }
        });
        return option;
    }

    private static Option<string?> Account(string name, string description)
    {
        Option<string?> option = new(name) { Description = description };
        option.Validators.Add(result =>
        {
            if (result.GetValue(option) is { Length: > 0 } account && !AccountName.IsValid(account))
            {
                result.AddError($"{name}: {account} is no name of a service account");
            }
        });
        return option;
    }

    private static Option<Uri?> EventsAddress() => new("--events-addr")
    {
        Description = "address that events are posted to in Flux's format, such as http://notification-controller.flux-system.svc.cluster.local./ (default: none)",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (text.Length == 0)
            {
                return null;
            }

            if (Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps))
            {
                return address;
            }

            result.AddError("--events-addr: it is no URL such as http://notification-controller.flux-system.svc.cluster.local./");
            return null;
        },
    };

    private static Option<IPNetwork[]> Networks(string name, string description) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => [],
        CustomParser = result =>
        {
            List<IPNetwork> networks = [];
            foreach (Token token in result.Tokens)
            {
                if (IPNetwork.TryParse(token.Value, out IPNetwork network))
                {
                    networks.Add(network);
                }
                else
                {
                    result.AddError($"{name}: {token.Value} is no network such as 10.0.0.0/8");
                }
            }

            return [.. networks];
        },
    };

    private static Option<string[]> Namespaces()
    {
        const string Name = "--watch-namespace";
        return new(Name)
        {
            Description = "namespace whose HelmReleases are managed (default: all); may be repeated, or name several with commas between them",
            DefaultValueFactory = _ => [],
            CustomParser = result =>
            {
                string[] names = [.. result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Distinct(StringComparer.Ordinal)];
                foreach (string wrong in names.Where(name => !IsNamespace(name)))
                {
                    result.AddError($"{Name}: {wrong} is no name of a namespace");
                }

                return names;
            },
        };
    }

    // RFC 1123, as the server asks of names of namespaces.
    private static bool IsNamespace(string name) =>
        name.Length <= 63 && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-') && name[0] != '-' && name[^1] != '-';

    private static void IsSelector(OptionResult result, Option<string?> option)
    {
        try
        {
            LabelSelector.Parse(result.GetValue(option) ?? "");
        }
        catch (FormatException exception)
        {
            result.AddError($"{option.Name}: {exception.Message}");
        }
    }

    private static Option<TimeSpan> Duration(string name, string standard, string description) => new(name)
    {
        Description = $"{description} (default {standard})",
        DefaultValueFactory = _ => GoDuration.TryParse(standard, out TimeSpan duration) ? duration : default,
        CustomParser = result =>
        {
            if (!GoDuration.TryParse(result.Tokens[0].Value, out TimeSpan duration))
            {
                result.AddError($"{name}: {result.Tokens[0].Value} is no duration such as 15s");
            }

            return duration;
        },
    };

    private static void AtLeastOne(OptionResult result, Option<int> option)
    {
        if (result.GetValue(option) < 1)
        {
            result.AddError($"{option.Name} must be at least 1");
        }
    }
}
