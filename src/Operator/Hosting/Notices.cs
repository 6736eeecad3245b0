using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Controller.Events;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Operator.Reconciling;

namespace Steersman.Operator.Hosting;

/// <summary>Tells notices as events and in the log.</summary>
internal sealed class Notices(IEventRecorder events, ILogger<Notices> log) : INoticeSink
{
    public void Tell(HelmRelease release, Notice notice)
    {
        log.Log(notice.IsWarning ? LogLevel.Warning : LogLevel.Information, "{HelmRelease}: {Reason}: {Message}", release.Metadata.Key, notice.Reason, notice.Message);
        ObjectReference regarding = new(release.ApiVersion, release.Kind, release.Metadata.Namespace, release.Metadata.Name, release.Metadata.Uid, release.Metadata.ResourceVersion);
        events.Record(regarding, notice.IsWarning ? EventType.Warning : EventType.Normal, notice.Reason, "Reconcile", notice.Message);
    }
}
