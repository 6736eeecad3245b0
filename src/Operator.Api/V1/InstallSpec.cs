using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Steersman.Operator.Api.V1;

/// <summary>How a release is installed.</summary>
public sealed record InstallSpec
{
    [Description("Time for each hook and for the wait. Default: spec.timeout.")]
    public TimeSpan? Timeout { get; init; }

    [Description("Whether a failed install is remediated or tried again as it is.")]
    public ActionStrategy? Strategy { get; init; }

    [Description("What follows a failed install.")]
    public RemediationSpec? Remediation { get; init; }

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

    [Description("Refuse objects that exist already and do not carry this release's ownership metadata. By default they are taken over.")]
    public bool DisableTakeOwnership { get; init; }

    [Description("Install over a release that was uninstalled with its history kept, and mark that revision as superseded, as helm install --replace does. Without it such a release is installed as well, and the revision stays uninstalled.")]
    public bool Replace { get; init; }

    [Description("Apply objects on the server. Where this is false they are created and patched by the client; the revision says which.")]
    [SchemaDefault(true)]
    public bool ServerSideApply { get; set; } = true;

    [Description("Create the target namespace where it is missing. It is never deleted.")]
    public bool CreateNamespace { get; init; }

    [Description("What is done with the chart's crds folder: Create makes those that are missing, CreateReplace applies all, Skip none.")]
    [SchemaDefault("Create")]
    public CrdsPolicy Crds { get; set; } = CrdsPolicy.Create;

    [Description("Accepted for Flux's manifests, without effect, as in Flux: crds says what is done.")]
    [JsonPropertyName("skipCRDs")]
    public bool? SkipCrds { get; init; }

    [Description("Description of the revision in Helm's history, in place of Helm's own.")]
    [SchemaText(MaxLength = 256)]
    public string? Description { get; init; }
}
