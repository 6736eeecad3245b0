using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Nodes;

/// <summary>Calls functions and methods as Go's <c>evalCall</c> does: counts and checks the arguments, reports errors.</summary>
internal static class Invocation
{
    /// <summary>Calls a function.</summary>
    /// <param name="frame">The execution, at the node of the function's name.</param>
    /// <param name="dot">Dot.</param>
    /// <param name="function">The function.</param>
    /// <param name="node">The node that an error of the function is reported at.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="final">One more, from the pipeline, or <see cref="Value.Absent"/>.</param>
    public static Value Call(Frame frame, in Value dot, FunctionDescriptor function, Node node, Operand[] arguments, in Value final)
    {
        int mark = frame.ArgumentMark;
        PushArguments(frame, dot, function.Name, function.Parameters, function.IsVariadic, arguments, final);
        frame.Step();
        frame.CheckStop();
        (TemplateBody? caller, int nesting) = (frame.Body, frame.Nesting);
        FunctionException failure;
        try
        {
            Value result = function.Body(frame, frame.ArgumentsFrom(mark));
            frame.ChargeResult(result, frame.ArgumentsFrom(mark));
            frame.PopTo(mark);
            return result;
        }
        catch (FunctionException exception)
        {
            failure = exception;
        }
        catch (Exception) when (frame.EndsAt(node, nesting))
        {
            throw;
        }

        // Thrown out here: within the handler the stack would still hold all that failed, at every level of a deep recursion.
        frame.Body = caller;
        throw Failed(frame, node, function.Name, failure);
    }

    /// <summary>Calls a method.</summary>
    public static Value Call(Frame frame, in Value dot, GoMethod method, in Value receiver, Node node, Operand[] arguments, in Value final)
    {
        int mark = frame.ArgumentMark;
        if (method.Refusal is not null)
        {
            throw frame.Error(method.Refusal);
        }

        PushArguments(frame, dot, method.Name, method.Parameters, method.IsVariadic, arguments, final);
        frame.Step();
        frame.CheckStop();
        FunctionException failure;
        try
        {
            Value result = method.Body(receiver, frame.ArgumentsFrom(mark));
            frame.ChargeResult(result, frame.ArgumentsFrom(mark));
            frame.PopTo(mark);
            return result;
        }
        catch (FunctionException exception)
        {
            failure = exception;
        }

        throw Failed(frame, node, method.Name, failure);
    }

    /// <summary>Fails where the number of arguments does not fit.</summary>
    public static void CheckCount(Frame frame, string name, int parameters, bool isVariadic, int arguments, in Value final)
    {
        int given = arguments + (final.IsAbsent ? 0 : 1);
        if (isVariadic)
        {
            if (given < parameters - 1)
            {
                throw frame.Error($"wrong number of args for {name}: want at least {parameters - 1} got {arguments}");
            }
        }
        else if (given != parameters)
        {
            throw frame.Error($"wrong number of args for {name}: want {parameters} got {given}");
        }
    }

    private static void PushArguments(
        Frame frame, in Value dot, string name, IReadOnlyList<GoType> parameters, bool isVariadic, Operand[] arguments, in Value final)
    {
        int count = parameters.Count;
        CheckCount(frame, name, count, isVariadic, arguments.Length, final);
        for (int index = 0; index < arguments.Length; index++)
        {
            frame.Push(arguments[index].EvaluateArgument(frame, dot, parameters[Math.Min(index, count - 1)]));
        }

        if (!final.IsAbsent)
        {
            frame.Push(Arguments.Validate(frame, final, parameters[Math.Min(arguments.Length, count - 1)]));
        }
    }

    private static ExecutionException Failed(Frame frame, Node node, string name, FunctionException exception)
    {
        frame.At = node;
        return frame.Error($"error calling {name}: {exception.Message}", exception);
    }
}
