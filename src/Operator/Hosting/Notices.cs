using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Controller.Events;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Operator.Reconciling;

namespace Steersman.Operator.Hosting;

/// <summary>Tells notices as events and in the log.</summary>
/// <param name="events">Takes the events.</param>
/// <param name="ownNamespace">Namespace of the operator: what a namespace that is being deleted cannot take is told there, of the operator's pod.</param>
/// <param name="log">The log.</param>
internal sealed class Notices(IEventRecorder events, string ownNamespace, ILogger<Notices> log) : INoticeSink
{
    public void Tell(HelmRelease release, Notice notice)
    {
        log.Log(notice.IsWarning ? LogLevel.Warning : LogLevel.Information, "{HelmRelease}: {Reason}: {Message}", release.Metadata.Key, notice.Reason, notice.Message);
        ObjectReference regarding = new(release.ApiVersion, release.Kind, release.Metadata.Namespace, release.Metadata.Name, release.Metadata.Uid, release.Metadata.ResourceVersion);
        EventType type = notice.IsWarning ? EventType.Warning : EventType.Normal;
        if (notice.IsToldElsewhere)
        {
            events.Record(new ObjectReference("v1", "Pod", ownNamespace, Environment.MachineName), type, notice.Reason, "Reconcile", $"HelmRelease {release.Metadata.Key}: {notice.Message}", regarding);
        }
        else
        {
            events.Record(regarding, type, notice.Reason, "Reconcile", notice.Message);
        }
    }
}
