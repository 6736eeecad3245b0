using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>How a release is upgraded.</summary>
public sealed record UpgradeSpec
{
    [Description("Time for each hook and for the wait. Default: spec.timeout.")]
    public TimeSpan? Timeout { get; init; }

    [Description("Whether a failed upgrade is remediated or tried again as it is.")]
    public ActionStrategy? Strategy { get; init; }

    [Description("What follows a failed upgrade.")]
    public UpgradeRemediationSpec? Remediation { get; init; }

    [Description("Do not wait for the objects to become ready.")]
    public bool DisableWait { get; init; }

    [Description("Do not wait for Jobs to complete.")]
    public bool DisableWaitForJobs { get; init; }

    [Description("Run no hooks.")]
    public bool DisableHooks { get; init; }

    [Description("Do not check the values against the chart's values.schema.json.")]
    public bool DisableSchemaValidation { get; init; }

    [Description("Do not have the server refuse fields that the API does not have.")]
    public bool DisableOpenAPIValidation { get; init; }

    [Description("Refuse objects that exist already, are new to the release and do not carry its ownership metadata. By default they are taken over.")]
    public bool DisableTakeOwnership { get; init; }

    [Description("Delete and create anew objects with a change that Kubernetes does not allow. Namespaces, volumes, their claims and definitions are never deleted. Without server-side apply objects are replaced instead of patched.")]
    public bool Force { get; init; }

    [Description("Merge the values over those of the revision before, whose chart defaults stay in force, as helm upgrade --reuse-values does.")]
    public bool PreserveValues { get; init; }

    [Description("Delete the objects that a failed upgrade created.")]
    public bool CleanupOnFail { get; init; }

    [Description("What is done with the chart's crds folder: Create makes those that are missing, CreateReplace applies all, Skip none.")]
    [SchemaDefault("Skip")]
    public CrdsPolicy Crds { get; set; } = CrdsPolicy.Skip;

    [Description("What follows when the chart has another name: Reinstall uninstalls the release and installs it anew, with the objects that both charts have handed over; InPlaceUpdate upgrades it.")]
    [SchemaDefault("Reinstall")]
    public ChartNameChangeStrategy ChartNameChangeStrategy { get; init; }

    [Description("Apply objects on the server (enabled), by the client (disabled), or as the revision before (auto).")]
    [SchemaDefault("auto")]
    public ServerSideApplyMode ServerSideApply { get; set; } = ServerSideApplyMode.Auto;

    [Description("Description of the revision in Helm's history, in place of Helm's own.")]
    [SchemaText(MaxLength = 256)]
    public string? Description { get; init; }
}
