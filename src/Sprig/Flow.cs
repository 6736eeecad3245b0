using Steersman.GoTemplate.Execution;
using static Steersman.Sprig.Define;

namespace Steersman.Sprig;

/// <summary>Sprig's <c>fail</c>; Helm puts its own over it.</summary>
internal static class Flow
{
    public static IEnumerable<FunctionDescriptor> Functions =>
    [
        Of("fail", static (_, args) => throw new FunctionException(args[0].Text()), S),
    ];
}
