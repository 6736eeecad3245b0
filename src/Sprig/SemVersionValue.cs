using System.Collections.Frozen;
using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Json;
using Steersman.GoTemplate.Values;
using Steersman.Semver;

namespace Steersman.Sprig;

/// <summary>A version as a template value: Go's <c>*semver.Version</c> with its methods.</summary>
internal sealed class SemVersionValue(SemVersion version) : IStringer, IGoJson
{
    private static readonly GoType Struct = MakeStruct();
    private static readonly GoType Pointer = new(GoKind.Pointer, "*semver.Version", Struct) { Methods = MakeMethods() };

    public SemVersion Version { get; } = version;

    public GoType GoType => Pointer;

    public Value JsonValue => Value.FromString(Version.ToString());

    public string GoText() => Version.ToString();

    private static GoType MakeStruct() => new(GoKind.Struct, "semver.Version");

    private static FrozenDictionary<string, GoMethod> MakeMethods()
    {
        // The type that takes versions is the one being made, so it is told by name at the call.
        GoType other = Struct;
        GoMethod[] methods =
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
            Taking("Compare", other, static (version, args) => Value.FromInt(version.Compare(Argument(args[0])))),
            Taking("Equal", other, static (version, args) => Value.FromBool(version.Equal(Argument(args[0])))),
            Taking("LessThan", other, static (version, args) => Value.FromBool(version.LessThan(Argument(args[0])))),
            Taking("LessThanEqual", other, static (version, args) => Value.FromBool(version.Compare(Argument(args[0])) <= 0)),
            Taking("GreaterThan", other, static (version, args) => Value.FromBool(version.GreaterThan(Argument(args[0])))),
            Taking("GreaterThanEqual", other, static (version, args) => Value.FromBool(version.Compare(Argument(args[0])) >= 0)),
        ];
        return methods.ToFrozenDictionary(static method => method.Name, StringComparer.Ordinal);
    }

    private static SemVersion Argument(in Value value) =>
        value.Reference is SemVersionValue other ? other.Version : throw ArgumentValues.NilPointer();

    private static Value Next(Func<SemVersion> increment)
    {
        try
        {
            return Value.FromObject(new SemVersionValue(increment()));
        }
        catch (OverflowException exception)
        {
            throw new FunctionException("the version has no successor", exception);
        }
    }

    private static GoMethod Of(string name, Func<SemVersion, Value> body) =>
        new(name, [], false, (in Value receiver, ReadOnlySpan<Value> _) => body(Argument(receiver)));

    private static GoMethod Taking(string name, GoType parameter, Func<SemVersion, ReadOnlySpan<Value>, Value> body) =>
        new(name, [parameter], false, (in Value receiver, ReadOnlySpan<Value> args) => body(Argument(receiver), args));
}
