using Steersman.GoTemplate.Json;
using Steersman.GoTemplate.Values;
using Steersman.Semver;

namespace Steersman.Sprig;

/// <summary>A version as a template value: Go's <c>*semver.Version</c>, or the struct itself as methods give it.</summary>
/// <param name="version">The version.</param>
/// <param name="isPointer">True for the pointer, which has more methods.</param>
internal sealed class SemVersionValue(SemVersion version, bool isPointer) : IStringer, IGoFields, IGoJson
{
    public SemVersion Version { get; } = version;

    public GoType GoType => isPointer ? SemVersionMethods.Pointer : SemVersionMethods.Struct;

    public Value JsonValue => Value.FromString(Version.ToString());

    public IReadOnlyList<KeyValuePair<string, Value>> GoFields =>
    [
        new("major", Value.FromInteger(GoType.Uint64, (long)Version.Major)),
        new("minor", Value.FromInteger(GoType.Uint64, (long)Version.Minor)),
        new("patch", Value.FromInteger(GoType.Uint64, (long)Version.Patch)),
        new("pre", Value.FromString(Version.Prerelease)),
        new("metadata", Value.FromString(Version.Metadata)),
        new("original", Value.FromString(Version.Original)),
    ];

    public string GoText() => Version.ToString();

    /// <summary>None of the fields is exported.</summary>
    public ITemplateObject DeepCopy() => new SemVersionValue(SemVersion.Zero, isPointer);
}
