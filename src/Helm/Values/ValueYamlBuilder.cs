using Steersman.GoTemplate.Values;
using Steersman.Yaml;

namespace Steersman.Helm.Values;

/// <summary>Makes template values of YAML: every number is a float64, since sigs.k8s.io/yaml goes through JSON.</summary>
internal readonly struct ValueYamlBuilder : IYamlBuilder<Value>
{
    public Value Null() => Value.Nil;

    public Value Bool(bool value) => Value.FromBool(value);

    public Value Int64(long value) => Value.FromFloat64(value);

    public Value UInt64(ulong value) => Value.FromFloat64(value);

    public Value Float64(double value) => Value.FromFloat64(value);

    public Value String(string value) => Value.FromString(value);

    public Value NewMap(int count) => Value.FromMap(new ValueMap(GoType.AnyMap, count));

    public void Set(Value map, string key, Value value) => ((ValueMap)map.Reference!)[key] = value;

    public Value NewList(int count) => Value.FromList(new ValueList(GoType.AnySlice, new List<Value>(count)) { Reserved = 0 });

    public void Add(Value list, Value value) => ((ValueList)list.Reference!).Add(value);
}
