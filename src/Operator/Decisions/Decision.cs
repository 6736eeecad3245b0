using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.Steps;

namespace Steersman.Operator.Decisions;

/// <summary>One step to take (or none), the status as it is to be, and when to look again without an event.</summary>
/// <param name="Step">The step; null: the release rests, and the status is written.</param>
/// <param name="Status">The status after the decision.</param>
/// <param name="WakeAt">When to look again without an event; null: never.</param>
/// <param name="Event">What to tell in an event, once the step is taken.</param>
public sealed record Decision(Step? Step, HelmReleaseStatus Status, DateTimeOffset? WakeAt = null, Notice? Event = null);
