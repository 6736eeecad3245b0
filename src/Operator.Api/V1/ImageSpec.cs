using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>What becomes of an image.</summary>
public sealed record ImageSpec
{
    [Description("Name of the image without tag and digest.")]
    public required string Name { get; init; }

    [Description("What stands in place of the name. Default: the name stays.")]
    public string? NewName { get; init; }

    [Description("What stands in place of the tag; a digest goes.")]
    public string? NewTag { get; init; }

    [Description("What stands in place of the digest; a tag goes, unless newTag is set.")]
    public string? Digest { get; init; }
}
