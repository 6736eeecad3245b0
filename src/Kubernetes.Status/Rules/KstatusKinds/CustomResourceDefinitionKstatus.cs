using System.Text.Json.Nodes;

namespace Steersman.Kubernetes.Status.Rules.KstatusKinds;

/// <summary>crdConditions of kstatus.</summary>
internal static class CustomResourceDefinitionKstatus
{
    public static KstatusResult Compute(JsonObject obj)
    {
        foreach (BasicCondition condition in BasicCondition.Of(obj))
        {
            switch (condition)
            {
                case { Type: "NamesAccepted", IsFalse: true }:
                case { Type: "Established", IsFalse: true, Reason: not "Installing" }:
                    return KstatusResult.Failed(condition.Reason, condition.Message);
                case { Type: "Established", IsTrue: true }:
                    return KstatusResult.Current("CRD is established");
            }
        }

        return KstatusResult.InProgress("Installing", "Install in progress");
    }
}
