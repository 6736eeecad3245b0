namespace Steersman.Kubernetes.Status.Objects;

/// <summary>One condition of a live object; the time is the server's.</summary>
public sealed record ObjectCondition(string Type, string Status, string Reason, string Message, DateTimeOffset? Changed)
{
    public bool IsTrue => Status == "True";

    public bool IsFalse => Status == "False";
}
