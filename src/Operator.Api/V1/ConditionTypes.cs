using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>Types of conditions, as Flux names them. The descriptions are those of the reference page.</summary>
public static class ConditionTypes
{
    [Description("True: what the spec asks for runs, and its workloads are available. False: the message names the culprit in its first line. Unknown: an operation runs.")]
    public const string Ready = "Ready";

    [Description("True while an operation runs, or while something that failed is tried again by itself. Absent otherwise.")]
    public const string Reconciling = "Reconciling";

    [Description("True where nothing is tried until somebody changes something. Absent otherwise.")]
    public const string Stalled = "Stalled";

    [Description("How the last install, upgrade or uninstall ended.")]
    public const string Released = "Released";

    [Description("How the tests of the newest revision ended. Absent where they are not enabled.")]
    public const string TestSuccess = "TestSuccess";

    [Description("How the last rollback or uninstall after a failure ended. Absent where nothing had to be undone.")]
    public const string Remediated = "Remediated";

    [Description("Whether objects of the release differ from what is wanted of them. Absent where spec.driftDetection is disabled.")]
    public const string Drifted = "Drifted";
}
