namespace Steersman.Yaml;

/// <summary>Makes the nodes of a document as it is read, in the shape that its owner wants; maps and lists are reference types.</summary>
/// <typeparam name="TNode">A node: a value that can hold null, scalars, a map or a list.</typeparam>
public interface IYamlBuilder<TNode>
{
    /// <summary>The null of YAML.</summary>
    TNode Null();

    TNode Bool(bool value);

    /// <summary>An integer that fits 64 bits with a sign.</summary>
    TNode Int64(long value);

    /// <summary>An integer above the largest signed one.</summary>
    TNode UInt64(ulong value);

    /// <summary>Any other number; never NaN nor an infinity where the reader was asked for what JSON can hold.</summary>
    TNode Float64(double value);

    TNode String(string value);

    /// <summary>An empty map.</summary>
    /// <param name="count">How many entries it will get at least, merge keys apart.</param>
    TNode NewMap(int count);

    /// <summary>Puts an entry into a map, replacing one of the same key.</summary>
    void Set(TNode map, string key, TNode value);

    /// <summary>An empty list.</summary>
    /// <param name="count">How many items it will get.</param>
    TNode NewList(int count);

    void Add(TNode list, TNode value);
}
