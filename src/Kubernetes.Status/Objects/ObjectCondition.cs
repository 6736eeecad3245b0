namespace Steersman.Kubernetes.Status.Objects;

/// <summary>One condition of a live object; the time is the server's.</summary>
public sealed record ObjectCondition(string Type, string Status, string Reason, string Message, DateTimeOffset? Changed)
{
    /// <summary>The generation that the condition speaks of; null where it does not tell.</summary>
    public long? ObservedGeneration { get; init; }

    public bool IsTrue => Status == "True";

    public bool IsFalse => Status == "False";
}
