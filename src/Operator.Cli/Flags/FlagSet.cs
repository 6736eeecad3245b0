using System.Text;
using Steersman.GoTemplate.Formatting;

namespace Steersman.Operator.Cli.Flags;

/// <summary>Reads flags and arguments as Helm's commands do (spf13/pflag): in any order, <c>--</c> ends the flags.</summary>
internal sealed class FlagSet(IReadOnlyList<Flag> flags)
{
    private readonly List<string> _arguments = [];

    /// <summary>What is no flag and no value of one.</summary>
    public IReadOnlyList<string> Arguments => _arguments;

    /// <summary>Reads the arguments of a command.</summary>
    /// <exception cref="CommandException">A flag is unknown, or its value missing or wrong.</exception>
    public void Parse(IReadOnlyList<string> args)
    {
        Queue<string> rest = new(args);
        while (rest.TryDequeue(out string? arg))
        {
            if (arg == "--")
            {
                _arguments.AddRange(rest);
                return;
            }

            if (arg.StartsWith("--", StringComparison.Ordinal))
            {
                Long(arg, rest);
            }
            else if (arg.Length > 1 && arg[0] == '-')
            {
                Shorthands(arg[1..], rest);
            }
            else
            {
                _arguments.Add(arg);
            }
        }
    }

    /// <summary>The flags that have an effect, one a line in the order of their names, as help shows them.</summary>
    public string Usages()
    {
        const int Gap = 3;
        (string Head, Flag Flag)[] lines = [.. flags.Where(flag => flag.Usage.Length > 0).OrderBy(flag => flag.Name, StringComparer.Ordinal).Select(flag => (Head(flag), flag))];
        int width = lines.Max(line => line.Head.Length) + Gap;
        StringBuilder text = new();
        foreach ((string head, Flag flag) in lines)
        {
            text.Append(head.PadRight(width)).Append(flag.Usage).Append(flag.DefaultText.Length == 0 ? "" : $" (default {flag.DefaultText})").Append('\n');
        }

        return text.ToString();
    }

    private static string Head(Flag flag) =>
        (flag.Shorthand == '\0' ? "      --" : $"  -{flag.Shorthand}, --") + flag.Name + (flag.Type.Length == 0 ? "" : " " + flag.Type);

    private static void Set(Flag flag, string value)
    {
        if (flag.Set(value) is { } error)
        {
            throw new CommandException($"invalid argument {GoQuote.Quote(value)} for {GoQuote.Quote(flag.Display)} flag: {error}");
        }
    }

    private void Long(string arg, Queue<string> rest)
    {
        string name = arg[2..];
        if (name.Length == 0 || name[0] is '-' or '=')
        {
            throw new CommandException($"bad flag syntax: {arg}");
        }

        int equals = name.IndexOf('=');
        string? value = equals < 0 ? null : name[(equals + 1)..];
        name = equals < 0 ? name : name[..equals];
        Flag flag = flags.FirstOrDefault(flag => flag.Name == name) ?? throw new CommandException($"unknown flag: --{name}");
        if (value is null && flag.WithoutValue is null && !rest.TryDequeue(out value))
        {
            throw new CommandException($"flag needs an argument: {arg}");
        }

        Set(flag, value ?? flag.WithoutValue!);
    }

    private void Shorthands(string letters, Queue<string> rest)
    {
        for (int index = 0; index < letters.Length; index++)
        {
            char letter = letters[index];
            string behind = letters[(index + 1)..];
            Flag flag = flags.FirstOrDefault(flag => flag.Shorthand == letter && letter != '\0')
                ?? throw new CommandException($"unknown shorthand flag: {GoQuote.QuoteRune(letter)} in -{letters[index..]}");
            if (behind.Length > 1 && behind[0] == '=')
            {
                Set(flag, behind[1..]);
                return;
            }

            if (flag.WithoutValue is { } standard)
            {
                Set(flag, standard);
                continue;
            }

            if (behind.Length == 0 && !rest.TryDequeue(out behind!))
            {
                throw new CommandException($"flag needs an argument: {GoQuote.QuoteRune(letter)} in -{letters[index..]}");
            }

            Set(flag, behind);
            return;
        }
    }
}
