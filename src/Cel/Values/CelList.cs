namespace Steersman.Cel.Values;

/// <summary>A list; its elements are made when they are asked for.</summary>
internal abstract class CelList
{
    public abstract int Count { get; }

    /// <summary>The name of the Go type that holds such a list, for messages that show it.</summary>
    public virtual string GoType => "*types.baseList";

    public abstract CelValue this[int index] { get; }
}
