using System.IO.Compression;
using System.Text;
using Steersman.GoTemplate.Json;
using Steersman.GoTemplate.Values;
using Steersman.Helm.Decoding;

namespace Steersman.Helm.Releases;

/// <summary>Release records as Helm stores them: JSON, gzipped, in base64 (pkg/storage/driver/util.go).</summary>
public static class ReleaseCodec
{
    // A Secret holds 1 MiB; a record that unpacks to more than this is no release but an attack.
    private const int LargestRecord = 128 * 1024 * 1024;

    /// <summary>The payload of a record, for the key <c>release</c> of a Secret's data, which the API encodes in base64 once more.</summary>
    /// <exception cref="HelmException">A value is none that JSON can hold.</exception>
    public static string Encode(Release release)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(ToJson(release)));
        }

        return Convert.ToBase64String(packed.GetBuffer().AsSpan(0, (int)packed.Length));
    }

    /// <summary>The JSON inside the payload.</summary>
    /// <exception cref="HelmException">A value is none that JSON can hold.</exception>
    public static string ToJson(Release release)
    {
        ArgumentNullException.ThrowIfNull(release);
        try
        {
            return ReleaseJson.Write(release);
        }
        catch (GoJsonException exception)
        {
            throw new HelmException(exception.Message, exception);
        }
    }

    /// <summary>What Flux hashes of a record to know it again (helm-controller, <c>internal/release/observation.go</c>): without chart files and tests, with the line end of Go's encoder.</summary>
    /// <param name="release">The record.</param>
    /// <param name="ociDigest">Digest of the OCI artifact that the chart came as; null where it came otherwise.</param>
    /// <exception cref="HelmException">A value is none that JSON can hold.</exception>
    public static string ToObservation(Release release, string? ociDigest = null)
    {
        ArgumentNullException.ThrowIfNull(release);
        try
        {
            return ReleaseJson.WriteObservation(release, ociDigest);
        }
        catch (GoJsonException exception)
        {
            throw new HelmException(exception.Message, exception);
        }
    }

    /// <summary>Reads a payload; records from before compression are read too. Labels are no part of it.</summary>
    /// <exception cref="HelmException">It is no record; the text is Go's.</exception>
    public static Release Decode(string payload)
    {
        ArgumentNullException.ThrowIfNull(payload);
        byte[] bytes = GoBase64.Decode(payload);
        if (bytes.Length > 3 && bytes[0] == 0x1F && bytes[1] == 0x8B && bytes[2] == 8)
        {
            bytes = Unpack(bytes);
        }

        try
        {
            return ReleaseDecoding.Release(new StructDecoder(isYaml: false), GoJson.Parse(GoString.FromBytes(bytes)));
        }
        catch (GoJsonException exception)
        {
            throw new HelmException(exception.Message, exception);
        }
    }

    private static byte[] Unpack(byte[] packed)
    {
        using GunzipStream source = new(packed, LargestRecord, () => new HelmException($"release record is larger than the maximum size {LargestRecord}"));
        using MemoryStream target = new();
        source.CopyTo(target);
        return target.ToArray();
    }
}
