using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Steersman.GoTemplate.Execution;

/// <summary>The functions that a set of templates may call, by name. Immutable and safe for concurrent use.</summary>
public sealed class FunctionMap
{
    private readonly FrozenDictionary<string, FunctionDescriptor> _functions;

    private FunctionMap(IEnumerable<FunctionDescriptor> functions)
    {
        Dictionary<string, FunctionDescriptor> byName = new(StringComparer.Ordinal);
        foreach (FunctionDescriptor function in functions)
        {
            byName[function.Name] = function;
        }

        _functions = byName.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>No function but Go's builtins, which every set has beneath its own.</summary>
    public static FunctionMap Empty { get; } = new([]);

    public IEnumerable<FunctionDescriptor> Functions => _functions.Values;

    /// <summary>A map with these functions too; they override functions of the same name, later ones earlier ones.</summary>
    public FunctionMap With(IEnumerable<FunctionDescriptor> functions) => new(_functions.Values.Concat(functions));

    public bool TryGet(string name, [NotNullWhen(true)] out FunctionDescriptor? function) => _functions.TryGetValue(name, out function);
}
