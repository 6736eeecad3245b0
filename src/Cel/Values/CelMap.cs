namespace Steersman.Cel.Values;

/// <summary>A map; its values are made when they are asked for.</summary>
internal abstract class CelMap
{
    public abstract int Count { get; }

    /// <summary>The name of the Go type that holds such a map, for messages that show it.</summary>
    public virtual string GoType => "*types.baseMap";

    /// <summary>The keys in a stable order.</summary>
    public abstract IEnumerable<CelValue> Keys { get; }

    public abstract bool TryFind(CelValue key, out CelValue value);
}
