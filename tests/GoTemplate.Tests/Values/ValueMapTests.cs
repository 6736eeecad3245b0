using System.Globalization;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Tests.Values;

public sealed class ValueMapTests
{
    [Test]
    public void A_map_of_any_size_does_what_a_dictionary_does([Values(1, 7, 8, 9, 40)] int keys, [Values(0, 5, 20)] int capacity)
    {
        ValueMap map = new(GoType.AnyMap, capacity);
        Dictionary<string, long> expected = [];
        Random random = new(keys);
        for (int i = 0; i < 400; i++)
        {
            string key = random.Next(keys).ToString(CultureInfo.InvariantCulture);
            if (random.Next(3) == 0)
            {
                Assert.That(map.Remove(key), Is.EqualTo(expected.Remove(key)));
            }
            else
            {
                map[key] = Value.FromInt(i);
                expected[key] = i;
            }

            Assert.That(Entries(map), Is.EquivalentTo(expected));
            Assert.That(map.Keys, Is.EquivalentTo(expected.Keys));
            Assert.That(map.Count, Is.EqualTo(expected.Count));
            Assert.That(map.ContainsKey(key), Is.EqualTo(expected.ContainsKey(key)));
        }
    }

    [Test]
    public void A_key_that_is_not_there_is_an_error() =>
        Assert.That(() => new ValueMap { ["a"] = Value.True }["b"], Throws.TypeOf<KeyNotFoundException>());

    [Test]
    public void A_map_under_another_type_is_the_same_map([Values(1, 20)] int keys)
    {
        ValueMap map = new();
        ValueMap other = map.As(new GoType(GoKind.Map, "common.Values", GoType.Any, GoType.String));
        for (int i = 0; i < keys; i++)
        {
            map[i.ToString(CultureInfo.InvariantCulture)] = Value.FromInt(i);
        }

        Assert.That(Entries(other), Is.EquivalentTo(Entries(map)));
    }

    [Test]
    public void Values_may_be_set_and_keys_removed_under_an_enumeration([Values(8, 20)] int keys)
    {
        ValueMap map = new();
        for (int i = 0; i < keys; i++)
        {
            map[i.ToString(CultureInfo.InvariantCulture)] = Value.FromInt(i);
        }

        List<string> seen = [];
        foreach ((string key, Value _) in map)
        {
            seen.Add(key);
            map[key] = Value.True;
            map.Remove(key);
        }

        Assert.That(seen, Is.Unique.And.Count.EqualTo(keys));
        Assert.That(map.Count, Is.Zero);
    }

    private static Dictionary<string, long> Entries(ValueMap map)
    {
        Dictionary<string, long> entries = [];
        foreach ((string key, Value value) in map)
        {
            entries.Add(key, value.Bits);
        }

        return entries;
    }
}
