using System.Text.Json;
using Steersman.Helm.Registry;
using Steersman.Vectors;

namespace Steersman.Helm.Tests.Registry;

[Category("Vectors")]
internal sealed class RefsVectorTests
{
    [Test]
    public void References_tags_and_indexes_are_read_as_Helm_reads_them() => VectorGroup.Run("engine/refs", Judge);

    private static string? Judge(JsonElement vector)
    {
        string got;
        try
        {
            got = Answer(vector);
        }
        catch (HelmException exception)
        {
            return Text(vector, "error") == exception.Message ? null : $"want {vector.GetProperty("id")} {Text(vector, "error")}\n got error {exception.Message}";
        }

        if (Text(vector, "error") is { } error)
        {
            return $"want error {error}\n got {got}";
        }

        string wanted = Normal(vector.GetProperty("out"));
        return wanted == got ? null : $"want {wanted}\n got {got}";
    }

    private static string Answer(JsonElement vector)
    {
        switch (Text(vector, "fn"))
        {
            case "oras ParseReference":
                OciReference reference = OciReference.Parse(Text(vector, "in")!);
                return Normal(new { reference = reference.Reference, registry = reference.Registry, repository = reference.Repository, @string = reference.ToString() });
            case "IsOCI":
                return Normal(OciReference.IsOci(Text(vector, "in")!));
            case "Tags":
                return Normal(ChartTags.Versions(new VectorRegistry(vector).Tags(Text(vector, "repository")!)));
            case "ValidateReference":
                ChartReference chosen = ChartReferenceResolver.ResolveAsync(Text(vector, "ref")!, Text(vector, "version")!, new VectorRegistry(vector), CancellationToken.None).GetAwaiter().GetResult();
                return Normal(new { digest = chosen.Digest, url = chosen.Url });
            case "GetTagMatchingVersionOrConstraint":
                return Normal(ChartTags.Match([.. Texts(vector.GetProperty("tags"))], Text(vector, "version")!));
            case "LoadIndexFile":
                return Normal(IndexFile.Load(Text(vector, "index")!).Entries.OrderBy(pair => pair.Key, StringComparer.Ordinal)
                    .ToDictionary(pair => pair.Key, pair => pair.Value.Select(version => version.Metadata.Version).ToArray()));
            case "IndexFile.Get":
                return Normal(IndexFile.Load(Text(vector, "index")!).Get(Text(vector, "name")!, Text(vector, "version")!).Metadata.Version);
            case "ResolveReferenceURL":
                return Normal(RepositoryUrl.Resolve(Text(vector, "base")!, Text(vector, "ref")!));
            default:
                throw new NotSupportedException(Text(vector, "fn"));
        }
    }

    private static string Normal(object value) => JsonSerializer.Serialize(value);

    private static string Normal(JsonElement value) => value.ValueKind == JsonValueKind.Object
        ? JsonSerializer.Serialize(value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal).ToDictionary(member => member.Name, member => member.Value))
        : JsonSerializer.Serialize(value);

    private static IEnumerable<string> Texts(JsonElement list) => list.EnumerateArray().Select(item => item.GetString()!);

    private static string? Text(JsonElement vector, string name) => vector.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    private sealed class VectorRegistry(JsonElement vector) : IRegistryTags
    {
        // Where a vector names no tags the registry has some all the same, but for one repository.
        public IReadOnlyList<string> Tags(string repository) => vector.TryGetProperty("registryTags", out JsonElement tags) && tags.ValueKind == JsonValueKind.Array
            ? [.. Texts(tags)]
            : repository != "org/missing" ? ["1.0.0"] : throw new HelmException($"GET \"http://reg.example.com/v2/{repository}/tags/list\": response status code 404: name unknown: unknown");

        public Task<IReadOnlyList<string>> TagsAsync(OciReference repository, CancellationToken cancellationToken) => Task.FromResult(Tags(repository.Repository));

        public Task<string?> ResolveAsync(OciReference reference, CancellationToken cancellationToken) =>
            Task.FromResult(vector.GetProperty("registryDigests").TryGetProperty($"{reference.Repository}:{reference.Reference}", out JsonElement digest) ? digest.GetString() : null);
    }
}
