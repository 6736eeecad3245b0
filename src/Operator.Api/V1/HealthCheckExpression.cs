using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>How objects of one kind, or of one group, are judged: CEL over the fields of the object, as in Flux.</summary>
public sealed record HealthCheckExpression
{
    [Description("Group and version of the objects; the version does not matter.")]
    [SchemaText(MinLength = 1, MaxLength = 317)]
    public required string ApiVersion { get; init; }

    [Description("Kind of the objects. Default: all kinds of the group that have no check of their own.")]
    [SchemaText(MaxLength = 63)]
    public string? Kind { get; init; }

    [Description("When an object is ready.")]
    [SchemaText(MinLength = 1, MaxLength = 16384)]
    public required string Current { get; init; }

    [Description("When an object is on its way; asked first.")]
    [SchemaText(MaxLength = 16384)]
    public string? InProgress { get; init; }

    [Description("When an object has failed; asked before current.")]
    [SchemaText(MaxLength = 16384)]
    public string? Failed { get; init; }
}
