using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Execution;

/// <summary>A function with its Go signature; the executor checks the arguments of a call by it as Go's reflection does.</summary>
public sealed class FunctionDescriptor
{
    /// <summary>Describes a function.</summary>
    /// <param name="name">The name in templates.</param>
    /// <param name="body">What it does.</param>
    /// <param name="parameters">The Go types of the parameters; of a variadic one the type of its elements.</param>
    /// <param name="isVariadic">True where the last parameter stands for any number of arguments, none included.</param>
    public FunctionDescriptor(string name, TemplateFunction body, IReadOnlyList<GoType> parameters, bool isVariadic = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(parameters);
        Name = name;
        Body = body;
        Parameters = [.. parameters];
        IsVariadic = isVariadic;
    }

    public string Name { get; }

    public TemplateFunction Body { get; }

    /// <summary>The types of the parameters; the last one of a variadic function is that of each further argument.</summary>
    public IReadOnlyList<GoType> Parameters { get; }

    public bool IsVariadic { get; }

    /// <summary>The same function under another name.</summary>
    public FunctionDescriptor WithName(string name) => new(name, Body, Parameters, IsVariadic);
}
