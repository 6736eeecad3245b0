namespace Steersman.Operator.Hosting;

/// <summary>Flux's helm-controller began to work on the HelmReleases that this operator reconciles: the process ends before both write, and a new one waits until it is gone.</summary>
internal sealed class HelmControllerRunsException(string message) : Exception(message);
