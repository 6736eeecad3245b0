using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Values;
using static Steersman.Sprig.Define;

namespace Steersman.Sprig;

/// <summary>Sprig's functions of paths; those of the operating system are those of Linux, wherever the render runs.</summary>
internal static class Path
{
    public static IEnumerable<FunctionDescriptor> Functions =>
    [
        .. Both("Base", static text => Value.FromString(GoPath.Base(text))),
        .. Both("Dir", static text => Value.FromString(GoPath.Dir(text))),
        .. Both("Clean", static text => Value.FromString(GoPath.Clean(text))),
        .. Both("Ext", static text => Value.FromString(GoPath.Ext(text))),
        .. Both("IsAbs", static text => Value.FromBool(GoPath.IsAbs(text))),
    ];

    private static FunctionDescriptor[] Both(string name, Func<string, Value> body)
    {
        TemplateFunction function = (_, args) => body(args[0].Text());
        return [Of(char.ToLowerInvariant(name[0]) + name[1..], function, S), Of("os" + name, function, S)];
    }
}
