using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Values;

namespace Steersman.Sprig;

/// <summary>Sprig's <c>strval</c> and <c>strslice</c>: texts of values.</summary>
internal static class Strval
{
    /// <summary>The text of a value: bytes as a string, all else as <c>%v</c>.</summary>
    public static string Of(in Value value) =>
        value.TryGetList(out ValueList? list) && ReferenceEquals(list.Type, GoType.ByteSlice) ? GoStrings.OfBytes(list) : GoFormat.ToText(value);

    /// <summary>The texts of a list's elements that are not nil; of a single value its own; of nil none. Each that is made anew is counted.</summary>
    public static List<string> Texts(Frame frame, in Value value)
    {
        if (!value.TryGetList(out ValueList? list))
        {
            return value.IsNil ? [] : [Of(value)];
        }

        List<string> texts = new(list.Count);
        foreach (Value item in list)
        {
            if (!item.IsNil)
            {
                string text = Of(item);
                if (item.Reference is not string)
                {
                    frame.ChargeText(text.Length);
                }

                texts.Add(text);
            }
        }

        return texts;
    }
}
