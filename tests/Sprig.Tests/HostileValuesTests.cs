using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Values;

namespace Steersman.Sprig.Tests;

/// <summary>What would end Go's process, or take all memory, ends the render with an error.</summary>
public sealed class HostileValuesTests
{
    [Test]
    public void A_map_that_holds_itself_is_not_copied_for_ever() =>
        Assert.That(() => Sprig.Call("deepCopy", Circle()), Throws.TypeOf<FunctionException>());

    [Test]
    public void Maps_that_hold_themselves_are_not_compared_for_ever() =>
        Assert.That(() => Sprig.Call("deepEqual", Circle(), Circle()), Throws.TypeOf<FunctionException>());

    [Test]
    public void Maps_that_hold_themselves_are_not_merged_for_ever() =>
        Assert.That(() => Sprig.Call("merge", Circle(), Circle()), Throws.TypeOf<FunctionException>());

    [Test]
    public void A_map_that_holds_itself_prints_with_an_end() => Assert.That(GoFormat.ToText(Circle()), Does.Contain("..."));

    [Test]
    public void A_list_that_doubles_at_every_level_is_not_printed_whole() =>
        Assert.That(() => GoFormat.ToText(Doubling(40)), Throws.TypeOf<LimitException>());

    [Test]
    public void A_list_that_doubles_at_every_level_is_not_copied_whole() =>
        Assert.That(() => Sprig.Call("deepCopy", Doubling(40)), Throws.TypeOf<FunctionException>());

    [TestCase("until", 1L << 40)]
    [TestCase("seq", 1L << 40)]
    [TestCase("until", long.MinValue)]
    [TestCase("randAlpha", 1L << 40)]
    [TestCase("randBytes", 1L << 40)]
    public void Results_of_any_size_are_charged_before_they_are_made(string function, long size) =>
        Assert.That(() => Sprig.Call(function, Value.FromInt(size)), Throws.TypeOf<LimitException>());

    [TestCase("repeat")]
    [TestCase("indent")]
    public void Texts_of_any_length_are_charged_before_they_are_made(string function) =>
        Assert.That(() => Sprig.Call(function, Value.FromInt(int.MaxValue), Value.FromString("a")), Throws.TypeOf<LimitException>());

    [Test]
    public void Every_function_has_a_name_of_its_own_and_as_many_as_sprig() => Assert.That(SprigFunctions.Map.Functions.Count(), Is.EqualTo(209));

    private static Value Circle()
    {
        ValueMap map = new() { ["x"] = Value.FromInt(1) };
        map["self"] = Value.FromMap(map);
        return Value.FromMap(map);
    }

    private static Value Doubling(int levels)
    {
        Value value = Value.FromString("x");
        for (int level = 0; level < levels; level++)
        {
            value = Value.FromList(new ValueList(GoType.AnySlice, [value, value]));
        }

        return value;
    }
}
