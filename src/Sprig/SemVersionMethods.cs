using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Values;
using Steersman.Semver;

namespace Steersman.Sprig;

/// <summary>The methods of Masterminds' <c>semver.Version</c> and of pointers to it.</summary>
internal static class SemVersionMethods
{
    private static readonly Dictionary<string, GoMethod> OfPointer = new(StringComparer.Ordinal);
    private static readonly Dictionary<string, GoMethod> OfStruct = new(StringComparer.Ordinal);

    static SemVersionMethods()
    {
        Struct = new GoType(GoKind.Struct, "semver.Version") { Methods = OfStruct };
        Pointer = new GoType(GoKind.Pointer, "*semver.Version", Struct) { Methods = OfPointer };
        foreach (GoMethod method in ValueMethods())
        {
            OfStruct[method.Name] = OfPointer[method.Name] = method;
        }

        foreach (GoMethod method in PointerMethods())
        {
            OfPointer[method.Name] = method;
        }
    }

    public static GoType Struct { get; }

    public static GoType Pointer { get; }

    private static IEnumerable<GoMethod> ValueMethods() =>
    [
        Of("Major", static version => Value.FromInteger(GoType.Uint64, (long)version.Major)),
        Of("Minor", static version => Value.FromInteger(GoType.Uint64, (long)version.Minor)),
        Of("Patch", static version => Value.FromInteger(GoType.Uint64, (long)version.Patch)),
        Of("Prerelease", static version => Value.FromString(version.Prerelease)),
        Of("Metadata", static version => Value.FromString(version.Metadata)),
        Of("Original", static version => Value.FromString(version.Original)),
        Of("String", static version => Value.FromString(version.ToString())),
        Of("IncMajor", static version => Next(version.IncMajor)),
        Of("IncMinor", static version => Next(version.IncMinor)),
        Of("IncPatch", static version => Next(version.IncPatch)),
        Taking("SetPrerelease", GoType.String, static (version, arg) => With(version, arg.Text(), version.Metadata)),
        Taking("SetMetadata", GoType.String, static (version, arg) => With(version, version.Prerelease, arg.Text())),
    ];

    private static IEnumerable<GoMethod> PointerMethods() =>
    [
        Taking("Compare", Pointer, static (version, arg) => Value.FromInt(version.Compare(Version(arg)))),
        Taking("Equal", Pointer, static (version, arg) => Value.FromBool(version.Equal(Version(arg)))),
        Taking("LessThan", Pointer, static (version, arg) => Value.FromBool(version.LessThan(Version(arg)))),
        Taking("LessThanEqual", Pointer, static (version, arg) => Value.FromBool(version.Compare(Version(arg)) <= 0)),
        Taking("GreaterThan", Pointer, static (version, arg) => Value.FromBool(version.GreaterThan(Version(arg)))),
        Taking("GreaterThanEqual", Pointer, static (version, arg) => Value.FromBool(version.Compare(Version(arg)) >= 0)),
    ];

    private static SemVersion Version(in Value value) =>
        value.Reference is SemVersionValue other ? other.Version : throw ArgumentValues.NilPointer();

    private static Value Next(Func<SemVersion> increment)
    {
        try
        {
            return Value.FromObject(new SemVersionValue(increment(), isPointer: false));
        }
        catch (OverflowException exception)
        {
            throw new FunctionException("the version has no successor", exception);
        }
    }

    /// <summary>The version with another prerelease or other metadata, which are checked; a leading "v" of the original stays.</summary>
    private static Value With(SemVersion version, string prerelease, string metadata)
    {
        string text = $"{(version.Original.StartsWith('v') ? "v" : "")}{version.Major}.{version.Minor}.{version.Patch}"
            + (prerelease.Length > 0 ? "-" + prerelease : "")
            + (metadata.Length > 0 ? "+" + metadata : "");
        return SemVersion.TryNewVersion(text, out SemVersion? changed, out string? error)
            ? Value.FromObject(new SemVersionValue(changed, isPointer: false))
            : throw new FunctionException(error);
    }

    private static GoMethod Of(string name, Func<SemVersion, Value> body) =>
        new(name, [], false, (in Value receiver, ReadOnlySpan<Value> _) => body(Version(receiver)));

    private static GoMethod Taking(string name, GoType parameter, Func<SemVersion, Value, Value> body) =>
        new(name, [parameter], false, (in Value receiver, ReadOnlySpan<Value> args) => body(Version(receiver), args[0]));
}
