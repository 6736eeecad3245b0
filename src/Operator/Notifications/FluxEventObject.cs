namespace Steersman.Operator.Notifications;

/// <summary>The object that an event is about.</summary>
internal sealed record FluxEventObject(string Kind, string? Namespace, string Name, string? Uid, string ApiVersion, string? ResourceVersion);
