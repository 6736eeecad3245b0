using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Nodes;

/// <summary>The builtin <c>call</c>. No value of a template is a function here, so it only says so.</summary>
internal sealed class CallOperand(TemplateSource source, int position, FunctionDescriptor function) : FunctionOperand(source, position, function)
{
    /// <inheritdoc/>
    public override Value Call(Frame frame, in Value dot, Node command, Operand[] arguments, in Value final)
    {
        string callee = arguments.Length > 0 ? arguments[0].ToString() : final.TryGetString(out string? text) ? text : $"<{GoFormat.TypeName(final)} Value>";
        FunctionDescriptor refusing = new(Function.Name, (_, args) => throw Refusal(callee, args[0]), Function.Parameters, Function.IsVariadic);
        frame.At = this;
        return Invocation.Call(frame, dot, refusing, command, arguments, final);
    }

    private static FunctionException Refusal(string callee, in Value value) =>
        new(value.IsNil ? "call of nil" : $"non-function {callee} of type {value.Type}");
}
