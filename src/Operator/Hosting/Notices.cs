using System.Globalization;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Controller.Events;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.Notifications;
using Steersman.Operator.Reconciling;

namespace Steersman.Operator.Hosting;

/// <summary>Tells notices as events, in the log, and where that is asked for to a notification endpoint.</summary>
/// <param name="events">Takes the events.</param>
/// <param name="forwarder">Takes them for the endpoint; null where there is none.</param>
/// <param name="ownNamespace">Namespace of the operator: what a namespace that is being deleted cannot take is told there, of the operator's pod.</param>
/// <param name="time">The clock.</param>
/// <param name="log">The log.</param>
internal sealed class Notices(IEventRecorder events, EventForwarder? forwarder, string ownNamespace, TimeProvider time, ILogger<Notices> log) : INoticeSink
{
    public void Tell(HelmRelease release, Notice notice)
    {
        log.Log(notice.IsWarning ? LogLevel.Warning : LogLevel.Information, "{HelmRelease}: {Reason}: {Message}", release.Metadata.Key, notice.Reason, notice.Message);
        ObjectReference regarding = new(release.ApiVersion, release.Kind, release.Metadata.Namespace, release.Metadata.Name, release.Metadata.Uid, release.Metadata.ResourceVersion);
        EventType type = notice.IsWarning ? EventType.Warning : EventType.Normal;
        Dictionary<string, string> facts = EventFacts.Of(release, EventFacts.FluxGroup);
        if (notice.IsToldElsewhere)
        {
            events.Record(new ObjectReference("v1", "Pod", ownNamespace, Environment.MachineName), type, notice.Reason, "Reconcile", $"HelmRelease {release.Metadata.Key}: {notice.Message}", regarding, facts);
        }
        else
        {
            events.Record(regarding, type, notice.Reason, "Reconcile", notice.Message, annotations: facts);
        }

        forwarder?.Forward(new FluxEvent
        {
            InvolvedObject = new FluxEventObject(release.Kind, release.Metadata.Namespace, release.Metadata.Name, release.Metadata.Uid, release.ApiVersion, release.Metadata.ResourceVersion),
            Severity = notice.IsWarning ? "error" : "info",
            Timestamp = time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            Message = notice.Message,
            Reason = notice.Reason,
            Metadata = EventFacts.Of(release, release.ApiVersion.Split('/')[0]),
            ReportingController = "helm-controller",
            ReportingInstance = Environment.MachineName,
        });
    }
}
