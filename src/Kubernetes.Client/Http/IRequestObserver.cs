namespace Steersman.Kubernetes.Client.Http;

/// <summary>Is told of every attempt of every request; for metrics. Called on the requests' threads: it must be quick and must not throw.</summary>
public interface IRequestObserver
{
    void Completed(in RequestOutcome outcome);
}
