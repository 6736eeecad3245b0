namespace Steersman.Yaml;

/// <summary>What is refused of a hostile text.</summary>
public static class YamlLimits
{
    /// <summary>
    /// Deepest nesting of maps and lists, aliases followed. go-yaml allows 10000; every recursion over a document (templates, JSON, comparing) would need a stack for that,
    /// and no real document comes near.
    /// </summary>
    public const int MaxDepth = 1000;

    /// <summary>
    /// Most scalars, maps and lists of a document. Each takes some 200 bytes on its way; a file of the 5 MiB that Helm takes of a chart has at most 2.7 million.
    /// </summary>
    public const int MaxNodes = 4_000_000;
}
