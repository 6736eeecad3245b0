using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Values;
using static Steersman.Sprig.Define;

namespace Steersman.Sprig;

/// <summary>Sprig's questions about Go types and deep equality.</summary>
internal static class Reflect
{
    public static IEnumerable<FunctionDescriptor> Functions =>
    [
        Of("typeOf", static (_, args) => Value.FromString(GoFormat.TypeName(args[0])), Any),
        Of("typeIs", static (_, args) => Value.FromBool(args[0].Text() == GoFormat.TypeName(args[1])), S, Any),
        Of("typeIsLike", static (_, args) => Value.FromBool(IsLike(args[0].Text(), GoFormat.TypeName(args[1]))), S, Any),
        Of("kindOf", static (_, args) => Value.FromString(KindName(args[0])), Any),
        Of("kindIs", static (_, args) => Value.FromBool(args[0].Text() == KindName(args[1])), S, Any),
        Of("deepEqual", static (_, args) => Value.FromBool(DeepEquality.Of(args[0], args[1])), Any, Any),
    ];

    /// <summary>The text of <c>reflect.Kind</c>.</summary>
    public static string KindName(in Value value) => value.Kind switch
    {
        GoKind.Pointer => "ptr",
        GoKind.UnsafePointer => "unsafe.Pointer",
        GoKind kind => kind.ToString().ToLowerInvariant(),
    };

    private static bool IsLike(string target, string type) => target == type || "*" + target == type;
}
