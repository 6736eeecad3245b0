using Steersman.Cel.Nodes;
using Steersman.Cel.Values;

namespace Steersman.Cel.Checking;

/// <summary>What names mean in a checked expression: variables, the folds' own first, then types and constants.</summary>
internal sealed class Declarations(IReadOnlyDictionary<string, CelType> variables)
{
    private const string NullValue = "google.protobuf.NullValue.NULL_VALUE";

    private static readonly Dictionary<string, CelType> Types = new[]
    {
        CelType.Bool, CelType.Bytes, CelType.Double, CelType.Duration, CelType.Int, CelType.List(CelType.Dyn), CelType.Map(CelType.Dyn, CelType.Dyn), CelType.Null, CelType.String, CelType.Timestamp,
        CelType.AnyType, CelType.Uint, CelType.Optional(CelType.Dyn),
    }.ToDictionary(type => type.Name, CelType.TypeOf, StringComparer.Ordinal);

    private readonly List<(string Name, CelType Type)> _locals = [];

    public void Enter(string name, CelType type) => _locals.Add((name, type));

    public void Leave() => _locals.RemoveAt(_locals.Count - 1);

    /// <summary>Finds what a name, dotted or not, means.</summary>
    /// <param name="id">The number of the node that spells it.</param>
    /// <param name="name">The name.</param>
    /// <param name="type">Its type.</param>
    /// <returns>The node to take for it; null where the name means nothing.</returns>
    public Expr? Resolve(int id, string name, out CelType type)
    {
        name = name.StartsWith('.') ? name[1..] : name;
        for (int index = _locals.Count - 1; index >= 0; index--)
        {
            if (_locals[index].Name == name)
            {
                type = _locals[index].Type;
                return new IdentExpr(id, name);
            }
        }

        if (variables.TryGetValue(name, out CelType? declared))
        {
            type = declared;
            return new IdentExpr(id, name);
        }

        if (Types.TryGetValue(name, out CelType? typeOfType))
        {
            type = typeOfType;
            return new LiteralExpr(id, CelValue.FromTypeName(name));
        }

        if (WellKnownMessage.Find(name) is { } message)
        {
            type = CelType.TypeOf(message.Type);
            return new IdentExpr(id, name);
        }

        type = CelType.Int;
        return name == NullValue ? new LiteralExpr(id, CelValue.FromInt(0)) : null;
    }
}
