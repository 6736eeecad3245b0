namespace Steersman.Operator.Decisions;

/// <summary>A hook whose turn it is.</summary>
/// <param name="Index">Its place in the release record's list of hooks.</param>
/// <param name="Object">Kind and name, as <c>Job/migrate</c>.</param>
/// <param name="State">How far it is.</param>
/// <param name="Message">Why it failed.</param>
/// <param name="Deadline">When it is given up; set while it runs.</param>
public sealed record HookRun(int Index, string Object, HookRunState State, string? Message = null, DateTimeOffset? Deadline = null);
