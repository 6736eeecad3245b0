using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Steersman.GoTemplate.Json;
using Steersman.GoTemplate.Values;
using Steersman.Helm.Charts;
using Steersman.Helm.Decoding;
using Steersman.Helm.Releases;
using Steersman.Helm.Tests.Support;
using Steersman.Vectors;
using Steersman.Yaml;

namespace Steersman.Helm.Tests.Releases;

[Category("Vectors")]
public sealed class ReleaseCodecVectorTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    [Test]
    public void Records_are_stored_and_read_as_Helm_does_it() => VectorGroup.Run("engine/release-codec", Judge);

    private static string? Judge(JsonElement vector)
    {
        string function = vector.GetProperty("fn").GetString()!;
        return function switch
        {
            "create" => JudgeCreate(vector),
            "get-then-update" => JudgeUpdate(vector),
            "history-then-update" => JudgeUpdateFromHistory(vector),
            "decode" => JudgeDecode(vector),
            "storage" => JudgeStorage(vector),
            "ContainsSystemLabels" => VectorValues.Compare(vector.GetProperty("out"), Value.FromBool(ReleaseLabels.ContainsSystemLabels(Labels(vector.GetProperty("in"))))),
            "ValidateReleaseName" => VectorValues.Compare(VectorValues.Text(vector, "error"), ReleaseName.Validate(vector.GetProperty("in").GetString()!)),
            "IsPending" => VectorValues.Compare(vector.GetProperty("out"), Value.FromBool(ReleaseStatus.IsPending(vector.GetProperty("in").GetString()!))),
            "Get" => VectorValues.Compare(VectorValues.Text(vector, "error"), StorageErrors.ReleaseNotFound),
            "Create" => VectorValues.Compare(VectorValues.Text(vector, "error"), StorageErrors.ReleaseExists),
            "Update" => VectorValues.Compare(VectorValues.Text(vector, "error"), StorageErrors.Update($"secrets \"{StoredRelease.Key("r", 1)}\" not found")),
            "History" => VectorValues.Compare(
                VectorValues.Text(vector, "error"),
                StorageErrors.InvalidLabelValue(VectorValues.Text(vector, "name") ?? "r") ?? StorageErrors.ReleaseNotFound),
            _ => $"no such function: {function}",
        };
    }

    private static string? JudgeCreate(JsonElement vector)
    {
        bool isSecret = vector.GetProperty("driver").GetString() == "Secret";
        string payload = isSecret
            ? Encoding.ASCII.GetString(vector.GetProperty("secret").GetProperty("data").GetProperty("release").GetBytesFromBase64())
            : vector.GetProperty("data").GetProperty("release").GetString()!;
        string json = vector.TryGetProperty("json", out JsonElement text) ? text.GetString()! : Unpack(payload);
        JsonElement metadata = isSecret ? vector.GetProperty("secret").GetProperty("metadata") : vector;
        Release read = ReleaseCodec.Decode(payload);
        Release release = (vector.GetProperty("id").GetString()!.EndsWith("/numbers", StringComparison.Ordinal) ? WithExactNumbers(read, json) : read) with
        {
            Labels = vector.TryGetProperty("inputLabels", out JsonElement labels) ? Labels(labels) : null,
        };
        StoredRelease stored = StoredRelease.ForCreate(release, Now);
        return VectorValues.First(
            VectorValues.Compare(metadata.GetProperty("name").GetString(), stored.Name),
            VectorValues.Compare(metadata.GetProperty("labels"), Show(stored.Labels)),
            VectorValues.Compare(json, Unpack(stored.Payload)),
            isSecret ? VectorValues.Compare(vector.GetProperty("secret").GetProperty("type").GetString(), StoredRelease.SecretType) : null,
            vector.TryGetProperty("labelsAfterGet", out JsonElement after) ? VectorValues.Compare(after, Show(ReleaseLabels.FilterSystemLabels(stored.Labels))) : null);
    }

    /// <summary>Some records were made of Go's integers, which reading gives back as floats.</summary>
    private static Release WithExactNumbers(Release release, string json)
    {
        YamlValueBuilder builder = default;
        ValueMap record = (ValueMap)YamlReader.Read<Value, YamlValueBuilder>(json, ref builder).Reference!;
        return record.TryGetValue("config", out Value config) ? release with { Config = (ValueMap)config.Reference! } : release;
    }

    private static string? JudgeUpdate(JsonElement vector)
    {
        string json = vector.GetProperty("json").GetString()!;
        Release read = ReleaseCodec.Decode(Convert.ToBase64String(Encoding.UTF8.GetBytes(json)));

        // What was read had the labels that the update must have but the system's own.
        Release release = read with
        {
            Labels = ReleaseLabels.FilterSystemLabels(Labels(vector.GetProperty("labels"))),
            Info = read.Info! with { Status = ReleaseStatus.Superseded, Description = "superseded" },
        };
        StoredRelease stored = StoredRelease.ForUpdate(release, Now);
        return VectorValues.First(VectorValues.Compare(vector.GetProperty("labels"), Show(stored.Labels)), VectorValues.Compare(json, Unpack(stored.Payload)));
    }

    private static string? JudgeUpdateFromHistory(JsonElement vector)
    {
        IReadOnlyDictionary<string, string>? labels = Labels(vector.GetProperty("labelsFromHistory"));
        Release release = new() { Name = "demo", Version = 1, Labels = labels, Info = new ReleaseInfo { Status = ReleaseStatus.Deployed } };
        return VectorValues.Compare(vector.GetProperty("labels"), Show(StoredRelease.ForUpdate(release, Now).Labels));
    }

    private static string? JudgeDecode(JsonElement vector)
    {
        try
        {
            Release release = StoredRelease.Read("sh.helm.release.v1.a.v1", null, vector.GetProperty("payload").GetString()!);
            return VectorValues.Text(vector, "error") is { } error
                ? $"expected the error {error}"
                : VectorValues.Compare(vector.GetProperty("out"), GoJson.Parse(ReleaseCodec.ToJson(release)));
        }
        catch (HelmException exception)
        {
            return VectorValues.Compare(VectorValues.Text(vector, "error"), exception.Message);
        }
    }

    private static string? JudgeStorage(JsonElement vector)
    {
        int[] versions = [.. vector.GetProperty("versions").EnumerateArray().Select(version => version.GetInt32())];
        string[] statuses = [.. vector.GetProperty("statuses").EnumerateArray().Select(status => status.GetString()!)];
        ReleaseRevision[] revisions = [.. versions.Zip(statuses, (version, status) => new ReleaseRevision(version, status))];
        int[] left = [.. versions.Except(ReleaseHistory.ToPrune(revisions, vector.GetProperty("maxHistory").GetInt32())).Append(vector.GetProperty("createVersion").GetInt32()).Order()];
        ValueMap actual = new();
        actual["left"] = Integers(left);
        actual["last"] = Integer(ReleaseHistory.Last(revisions)?.Version);
        actual["deployed"] = Integer(ReleaseHistory.Deployed(revisions)?.Version);
        actual["deployedAll"] = Integers(ReleaseHistory.DeployedAll(revisions).Select(revision => revision.Version).Order());
        foreach (string field in new[] { "left", "last", "deployed", "deployedAll" })
        {
            if (!vector.TryGetProperty(field, out JsonElement expected))
            {
                continue;
            }

            string? problem = expected.ValueKind is JsonValueKind.Object
                ? VectorValues.Compare(expected.GetProperty("error").GetString(), actual[field].IsNil ? NotFound(field) : "found")
                : VectorValues.Compare(expected, actual[field]);
            if (problem is not null)
            {
                return $"{field}: {problem}";
            }
        }

        string? allError = ReleaseHistory.DeployedAll(revisions).Count == 0 ? StorageErrors.NoDeployedReleases("r") : null;
        return vector.TryGetProperty("deployedAllError", out JsonElement wanted) ? VectorValues.Compare(wanted.GetString(), allError) : null;
    }

    private static string NotFound(string field) => field == "deployed" ? StorageErrors.NoDeployedReleases("r") : StorageErrors.ReleaseNotFound;

    private static Value Integer(int? number) => number is { } value ? Value.FromInt(value) : Value.Nil;

    private static Value Integers(IEnumerable<int> numbers) => Value.FromList(new ValueList(GoType.AnySlice, [.. numbers.Select(number => Value.FromInt(number))]));

    private static Dictionary<string, string>? Labels(JsonElement labels) =>
        labels.ValueKind is JsonValueKind.Null ? null : labels.EnumerateObject().ToDictionary(label => label.Name, label => label.Value.GetString()!);

    private static Value Show(IReadOnlyDictionary<string, string> labels)
    {
        string now = Now.ToUnixTimeSeconds().ToString();
        ValueMap map = new();
        foreach ((string key, string value) in labels)
        {
            map[key] = Value.FromString(value == now ? "<now>" : value);
        }

        return Value.FromMap(map);
    }

    private static string Unpack(string payload)
    {
        using GZipStream gzip = new(new MemoryStream(Convert.FromBase64String(payload)), CompressionMode.Decompress);
        using StreamReader reader = new(gzip, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
