using System.Globalization;

namespace Steersman.Fidelity.Comparing;

/// <summary>What the command line asks for.</summary>
/// <param name="Program">The real program to compare with.</param>
/// <param name="Seed">Makes the cases: the same seed, the same cases.</param>
/// <param name="Count">How many.</param>
/// <param name="Cases">A file with cases to compare instead of random ones, one JSON object a line; empty: none.</param>
/// <param name="Output">A file to which differing cases are appended with real Helm's answers; empty: none.</param>
internal sealed record RunArguments(string Program, int Seed, int Count, string Cases, string Output)
{
    /// <summary>Null where the arguments are not understood.</summary>
    public static RunArguments? Read(string[] arguments)
    {
        RunArguments read = new("", 1, 10_000, "", "");
        for (int index = 0; index < arguments.Length; index += 2)
        {
            string value = index + 1 < arguments.Length ? arguments[index + 1] : "";
            int number = int.TryParse(value, CultureInfo.InvariantCulture, out int parsed) ? parsed : -1;
            switch (arguments[index])
            {
                case "--program":
                    read = read with { Program = value };
                    break;
                case "--seed" when number >= 0:
                    read = read with { Seed = number };
                    break;
                case "--count" when number >= 0:
                    read = read with { Count = number };
                    break;
                case "--cases":
                    read = read with { Cases = value };
                    break;
                case "--output":
                    read = read with { Output = value };
                    break;
                default:
                    return null;
            }
        }

        return read.Program.Length > 0 ? read : null;
    }
}
