namespace Steersman.Kubernetes.Controller.LeaderElection;

/// <summary>The lease could not be renewed in time, or somebody else holds it: the process must end and start anew, with clean caches.</summary>
public sealed class LeadershipLostException(string message) : Exception(message);
