using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Reporting;

namespace Steersman.Operator.Reconciling;

/// <summary>Takes what is to be told in events; never blocks.</summary>
internal interface INoticeSink
{
    void Tell(HelmRelease release, Notice notice);
}
