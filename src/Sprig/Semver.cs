using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Values;
using Steersman.Semver;
using static Steersman.Sprig.Define;

namespace Steersman.Sprig;

/// <summary>Sprig's functions of semantic versions.</summary>
internal static class Semver
{
    public static IEnumerable<FunctionDescriptor> Functions =>
    [
        Of("semver", static (_, args) => Value.FromObject(new SemVersionValue(Parse(args[0].Text()), isPointer: true)), S),
        Of("semverCompare", static (_, args) => Value.FromBool(Satisfies(args[0].Text(), args[1].Text())), S, S),
    ];

    private static SemVersion Parse(string text) =>
        SemVersion.TryNewVersion(text, out SemVersion? version, out string? error) ? version : throw new FunctionException(error);

    private static bool Satisfies(string constraint, string version) =>
        SemConstraint.TryNewConstraint(constraint, out SemConstraint? parsed, out string? error)
            ? parsed.Check(Parse(version))
            : throw new FunctionException(error);
}
