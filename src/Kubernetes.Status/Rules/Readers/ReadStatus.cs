using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Steersman.Kubernetes.Status.Rules.Readers;

/// <summary>What a status reader says of an object and of the children that it looked at; <c>Error</c> is set where the state is Unknown.</summary>
public sealed record ReadStatus(JsonObject Object, KstatusState State, string Message, string? Error, ImmutableArray<ReadStatus> Generated);
