using Steersman.Kubernetes.Client.Authentication;
using Steersman.Kubernetes.Client.Http;

namespace Steersman.Kubernetes.Client.Resources;

/// <summary>What a view of a client adds to every request: as whom, and under which guard.</summary>
internal sealed record RequestScope(ImpersonationIdentity? Impersonation, IRequestGuard? Guard);
