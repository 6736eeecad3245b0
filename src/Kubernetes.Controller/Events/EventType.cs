namespace Steersman.Kubernetes.Controller.Events;

/// <summary>The two types of events.</summary>
public enum EventType
{
    Normal,
    Warning,
}
