using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Values;

namespace Steersman.Sprig.Tests;

/// <summary>Calls functions outside any template.</summary>
internal static class Sprig
{
    public static Value Call(string name, params Value[] args)
    {
        using Frame frame = new(ExecutionServices.Default);
        return Call(frame, name, args);
    }

    public static Value Call(Frame frame, string name, params Value[] args) =>
        SprigFunctions.Map.TryGet(name, out FunctionDescriptor? function) ? function.Body(frame, args) : throw new KeyNotFoundException(name);

    public static string CallText(string name, params Value[] args) => Call(name, args).Text();

    public static Value Strings(params string[] items) => Value.FromList(new ValueList(GoType.AnySlice, [.. items.Select(Value.FromString)]));

    public static string Field(Value value, string name) =>
        ((ITemplateObject)value.Reference!).TryGetField(name, out Value field) ? field.Text() : throw new KeyNotFoundException(name);
}
