namespace Steersman.Releases.Sources;

/// <summary>The repositories of a namespace, for what a chart names by address alone. Equal where they read equal.</summary>
/// <param name="Items">The repositories.</param>
public sealed record KnownRepositoryList(IReadOnlyList<KnownRepository> Items)
{
    /// <summary>None at all.</summary>
    public static KnownRepositoryList None { get; } = new([]);

    /// <summary>The one of that address, as source-controller compares them: with or without a slash at the end.</summary>
    public KnownRepository? Find(string url) => Items.FirstOrDefault(item => item.Url.TrimEnd('/') == url.TrimEnd('/'));

    public bool Equals(KnownRepositoryList? other) => other is not null && ToString() == other.ToString();

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    public override string ToString() => string.Join('\0', Items);
}
