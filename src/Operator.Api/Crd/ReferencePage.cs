using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using Steersman.Operator.Api.V1;

namespace Steersman.Operator.Api.Crd;

/// <summary>The reference of HelmRelease for readers, <c>docs/reference/helmrelease.md</c>: made from the definition, and from the names that the types beside it hold.</summary>
public static class ReferencePage
{
    private const string Introduction = """
        # HelmRelease

        Made from the types of the API by `steersman reference`; do not edit. `kubectl explain helmrelease.spec` shows the same descriptions.

        `steersman.dev/v1`, kind `HelmRelease`, namespaced, short name `hrel`, in the categories `all` and `steersman`. A HelmRelease is one Helm release as it is to be (`spec`), and what became of it (`status`).

        ```yaml
        apiVersion: steersman.dev/v1
        kind: HelmRelease
        metadata:
          name: podinfo
        spec:
          source:
            http: {url: https://stefanprodan.github.io/podinfo, chart: podinfo, version: 6.x}
          values:
            replicaCount: 2
        ```

        Durations are written as in Go: `30s`, `5m`, `1h30m`. *Required* stands where the object that holds the field must have it; where a default is shown, the API server writes it. A boolean without a default is false, unless its description says otherwise. `[]` in a path is an element of a list, `*` a value of a map.

        """;

    private const string Waiting = """
        | annotation | meaning |
        |---|---|
        | `steersman.dev/wait: none` | Nothing waits for the object, and its failure is nobody's. werf's `werf.io/track-termination-mode: NonBlocking` means the same. |
        | `steersman.dev/fail-mode` | `ignore`: the failure of the object is nobody's, and it holds nothing back at the timeout. Otherwise a failure ends the wait at once. werf's `werf.io/fail-mode` is understood: `IgnoreAndContinueDeployProcess` is `ignore`, `HopeUntilEndOfDeployProcess` leaves the verdict to the timeout. |
        | `steersman.dev/failures-allowed` | Restarts of a container that are tolerated on top of the rules' own thresholds. werf's `werf.io/failures-allowed-per-replica` is understood. |
        | `steersman.dev/unready-allowed` | Of a DaemonSet: a number of its pods, or a percentage of them (`10%`, rounded down), that need not be updated and ready. Where nodes come and go one of them is hardly ever ready. One pod must be, in any case. |

        """;

    /// <summary>The page as Markdown; the same text for the same types.</summary>
    public static string Write()
    {
        JsonNode properties = HelmReleaseDefinition.Create()["spec"]!["versions"]![0]!["schema"]!["openAPIV3Schema"]!["properties"]!;
        StringBuilder page = new(Introduction);
        ReferenceSections.Write(page, "spec", (JsonObject)properties["spec"]!);
        ReferenceSections.Write(page, "status", (JsonObject)properties["status"]!);
        page.Append("\n## Conditions\n\nEach has the `observedGeneration` that it was judged for.\n\n");
        WriteTable(page, "type", Named(typeof(ConditionTypes), null));
        page.Append("\n## Reasons\n\nOf conditions, and of events about the HelmRelease. They are Flux's where Flux has one.\n\n");
        WriteTable(page, "reason", Named(typeof(Reasons), null).OrderBy(name => name.Value, StringComparer.Ordinal));
        page.Append("\n## Annotations of a HelmRelease\n\nEach asks for something once; the status echoes the value when that is done, and taking the annotation away undoes nothing.\n\n");
        WriteTable(page, "annotation", Named(typeof(WellKnown), WellKnown.Asks));
        page.Append("\n## Annotations of objects\n\nThe objects of a chart may say how they are treated.\n\n").Append(Waiting);
        WriteRows(page, Named(typeof(WellKnown), WellKnown.OnObjects));
        page.Append("\n## What the operator writes on objects\n\n");
        WriteTable(page, "name", Named(typeof(WellKnown), WellKnown.Marks));
        return page.ToString();
    }

    /// <summary>The names that a type holds as constants, with what is said of them; a name of which nothing is said has "".</summary>
    internal static IEnumerable<(string Value, string Description)> Named(
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields)] Type type, string? category) =>
        from field in type.GetFields(BindingFlags.Public | BindingFlags.Static)
        where field.IsLiteral && (category is null || field.GetCustomAttribute<CategoryAttribute>()?.Category == category)
        select ((string)field.GetRawConstantValue()!, field.GetCustomAttribute<DescriptionAttribute>()?.Description ?? "");

    private static void WriteTable(StringBuilder page, string title, IEnumerable<(string Value, string Description)> names)
    {
        page.Append("| ").Append(title).Append(" | meaning |\n|---|---|\n");
        WriteRows(page, names);
    }

    private static void WriteRows(StringBuilder page, IEnumerable<(string Value, string Description)> names)
    {
        foreach ((string value, string description) in names)
        {
            page.Append("| `").Append(value).Append("` | ").Append(description).Append(" |\n");
        }
    }
}
