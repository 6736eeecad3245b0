using Steersman.Yaml.Parsing;

namespace Steersman.Yaml.Decoding;

/// <summary>Makes a builder's nodes of a tape: go-yaml v2's decoder into <c>interface{}</c> (decode.go), and then sigs.k8s.io/yaml's turning of keys into strings.</summary>
internal ref struct YamlDecoder<TNode, TBuilder>
    where TBuilder : struct, IYamlBuilder<TNode>
{
    // go-yaml: 400,000 decode operations is about 500 kB of dense declarations, 4,000,000 about 5 MB.
    private const int AliasRatioLow = 400_000;
    private const int AliasRatioHigh = 4_000_000;

    private readonly Tape _tape;
    private readonly ref TBuilder _builder;
    private readonly bool _isStrict;
    private readonly bool _keepsNonFinite;
    private HashSet<int>? _openAliases;
    private List<string>? _errors;
    private bool _hasUnsupportedKey;
    private int _decodeCount;
    private int _aliasCount;
    private int _aliasDepth;
    private int _depth;

    public YamlDecoder(Tape tape, ref TBuilder builder, bool isStrict, bool keepsNonFinite = false)
    {
        _tape = tape;
        _builder = ref builder;
        _isStrict = isStrict;
        _keepsNonFinite = keepsNonFinite;
    }

    /// <summary>An infinity or NaN was met, which JSON cannot hold; it was given to the builder as 0 unless asked otherwise.</summary>
    public bool HasNonFinite { get; private set; }

    /// <summary>Decodes the document on the tape.</summary>
    /// <exception cref="YamlException">go-yaml, or the turning into JSON, refuses it.</exception>
    public TNode Decode()
    {
        _decodeCount = 1;    // the document itself
        int next = 0;
        TNode root = DecodeNode(ref next);
        if (_errors is not null)
        {
            throw new YamlException("yaml: unmarshal errors:\n  " + string.Join("\n  ", _errors));
        }

        if (_hasUnsupportedKey && UnsupportedKey.Find(_tape, 0) is { } error)
        {
            throw new YamlException(error);
        }

        return root;
    }

    /// <summary>Decodes the node at <paramref name="index"/> and sets that to the one after it.</summary>
    private TNode DecodeNode(ref int index)
    {
        Count();
        ref TapeNode node = ref _tape[index];
        switch (node.Kind)
        {
            case NodeKind.Scalar:
                index++;
                return DecodeScalar(node);
            case NodeKind.Alias:
                int target = EnterAlias(index);
                TNode value = DecodeNode(ref target);
                LeaveAlias(index);
                index++;
                return value;
            case NodeKind.Sequence:
                return DecodeSequence(ref index);
            default:
                TNode map = _builder.NewMap(node.Length / 2);
                DecodeMapping(ref index, map, _isStrict ? [] : null);
                return map;
        }
    }

    private void Count()
    {
        _decodeCount++;
        if (_aliasDepth == 0)
        {
            return;
        }

        _aliasCount++;
        if (_aliasCount > 100 && _decodeCount > 1000 && (double)_aliasCount / _decodeCount > AllowedAliasRatio(_decodeCount))
        {
            throw new YamlException("yaml: document contains excessive aliasing");
        }
    }

    private static double AllowedAliasRatio(int decodeCount) => decodeCount switch
    {
        <= AliasRatioLow => 0.99,
        >= AliasRatioHigh => 0.10,
        _ => 0.99 - (0.89 * ((double)(decodeCount - AliasRatioLow) / (AliasRatioHigh - AliasRatioLow))),
    };

    private int EnterAlias(int index)
    {
        if (!(_openAliases ??= []).Add(index))
        {
            throw new YamlException($"yaml: anchor '{_tape[index].Text}' value contains itself");
        }

        _aliasDepth++;
        return _tape[index].End;
    }

    private void LeaveAlias(int index)
    {
        _openAliases!.Remove(index);
        _aliasDepth--;
    }

    private void Enter()
    {
        if (++_depth > YamlLimits.MaxDepth)
        {
            throw new YamlException($"yaml: exceeded max depth of {YamlLimits.MaxDepth}");
        }
    }

    private TNode DecodeScalar(in TapeNode node)
    {
        ReadOnlySpan<char> value = _tape.Value(node);
        string? text = node.Text;
        Scalar scalar = Scalar.String;
        if (node.Tag is not null)
        {
            scalar = TaggedScalar.Resolve(node.Tag, value, out string? changed);
            text = changed ?? text;
        }
        else if (node.IsImplicit)
        {
            scalar = ScalarResolver.Resolve(value, withTimestamps: false);
        }

        return scalar.Kind switch
        {
            ScalarKind.Null => _builder.Null(),
            ScalarKind.Bool => _builder.Bool(scalar.Bits != 0),
            ScalarKind.Int64 => _builder.Int64(scalar.Bits),
            ScalarKind.UInt64 => _builder.UInt64((ulong)scalar.Bits),
            ScalarKind.Float64 => DecodeFloat(scalar.Number),
            _ => _builder.String(text ?? value.ToString()),
        };
    }

    private TNode DecodeFloat(double value)
    {
        if (!double.IsFinite(value))
        {
            HasNonFinite = true;
            value = _keepsNonFinite ? value : 0;
        }

        return _builder.Float64(value);
    }

    private TNode DecodeSequence(ref int index)
    {
        Enter();
        int end = _tape[index].End;
        TNode list = _builder.NewList(_tape[index].Length);
        index++;
        while (index < end)
        {
            _builder.Add(list, DecodeNode(ref index));
        }

        _depth--;
        return list;
    }

    private void DecodeMapping(ref int index, TNode map, HashSet<MapKey>? seen)
    {
        Enter();
        int end = _tape[index].End;
        index++;
        while (index < end)
        {
            ref TapeNode keyNode = ref _tape[index];
            if (MapKey.IsMerge(_tape, keyNode))
            {
                index++;
                Merge(ref index, map, seen);
                continue;
            }

            int keyIndex = index;
            MapKey key = DecodeKey(ref index);
            int valueIndex = index;
            TNode value = DecodeNode(ref index);
            if (seen is not null && !seen.Add(key))
            {
                (_errors ??= []).Add($"line {_tape[valueIndex].Line + 1}: key {GoSyntax.Format(_tape, keyIndex)} already set in map");
                continue;
            }

            if (key.IsUnsupported)
            {
                _hasUnsupportedKey = true;
                continue;
            }

            _builder.Set(map, key.Text, value);
        }

        _depth--;
    }

    private void Merge(ref int index, TNode map, HashSet<MapKey>? seen)
    {
        ref TapeNode node = ref _tape[index];
        if (node.Kind != NodeKind.Sequence)
        {
            MergeMap(ref index, map, seen);
            return;
        }

        // Earlier maps win: the last is merged first.
        List<int> children = [];
        int end = node.End;
        for (int child = index + 1; child < end; child = _tape[child].Kind == NodeKind.Alias ? child + 1 : _tape[child].End)
        {
            children.Add(child);
        }

        for (int at = children.Count - 1; at >= 0; at--)
        {
            int child = children[at];
            MergeMap(ref child, map, seen);
        }

        index = end;
    }

    private void MergeMap(ref int index, TNode map, HashSet<MapKey>? seen)
    {
        ref TapeNode node = ref _tape[index];
        NodeKind kind = node.Kind == NodeKind.Alias ? _tape[node.End].Kind : node.Kind;
        if (kind != NodeKind.Mapping)
        {
            throw new YamlException("yaml: map merge requires map or sequence of maps as the value");
        }

        Count();
        if (node.Kind == NodeKind.Mapping)
        {
            DecodeMapping(ref index, map, seen);
            return;
        }

        int target = EnterAlias(index);
        Count();
        DecodeMapping(ref target, map, seen);
        LeaveAlias(index);
        index++;
    }

    private MapKey DecodeKey(ref int index)
    {
        ref TapeNode node = ref _tape[index];
        int source = index;
        if (node.Kind == NodeKind.Alias)
        {
            Count();
            source = EnterAlias(index);
            LeaveAlias(index);
        }

        Count();
        ref TapeNode scalarNode = ref _tape[source];
        if (scalarNode.Kind != NodeKind.Scalar)
        {
            int ignored = index;
            _ = DecodeNode(ref ignored);    // its own faults come first
            throw new YamlException("yaml: invalid map key: " + GoSyntax.Format(_tape, index));
        }

        index++;
        return MapKey.Of(_tape, scalarNode);
    }
}
