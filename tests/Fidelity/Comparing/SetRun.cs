using System.Globalization;
using System.Text;
using Steersman.Fidelity.Generating;
using Steersman.GoTemplate.Values;
using Steersman.Helm;
using Steersman.Helm.Charts;
using Steersman.Helm.Rendering;
using Steersman.Helm.Values;

namespace Steersman.Fidelity.Comparing;

/// <summary>Random lines of <c>--set</c>, <c>--set-string</c> and <c>--set-literal</c>, set on a chart by real <c>helm template</c> and by this engine.</summary>
/// <remarks>A start of helm is slow: lines that this engine takes are given to it many at once, those that it refuses one by one.</remarks>
internal sealed class SetRun(RunArguments arguments)
{
    private const int LinesAtOnce = 20;

    private static readonly (string Flag, string Refused, Action<string, ValueMap> Parse)[] Flags =
    [
        ("--set", "failed parsing --set data: ", StrVals.ParseInto),
        ("--set", "failed parsing --set data: ", StrVals.ParseInto),
        ("--set-string", "failed parsing --set-string data: ", StrVals.ParseIntoString),
        ("--set-literal", "failed parsing --set-literal data: ", StrVals.ParseLiteralInto),
    ];

    private readonly Chart _chart = ChartLoader.LoadFiles(
    [
        new ChartFile("Chart.yaml", "apiVersion: v2\nname: c\nversion: 0.1.0\n"u8.ToArray()),
        new ChartFile("values.yaml", Encoding.UTF8.GetBytes(HelmTemplate.Values)),
        new ChartFile("templates/t.yaml", Encoding.UTF8.GetBytes(HelmTemplate.Template)),
    ]);

    private int _differing;

    /// <summary>Compares, prints what differs and the counts; the exit code is 0 where nothing differs.</summary>
    public int Run()
    {
        Random random = new(arguments.Seed);
        SetGenerator generator = new(random);
        using HelmTemplate helm = new(arguments.Program);
        int left = arguments.Count;
        while (left > 0)
        {
            var (flag, refused, parse) = Flags[random.Next(Flags.Length)];
            List<string> taken = [];
            while (left > 0 && taken.Count < LinesAtOnce)
            {
                left--;
                string line = generator.Next();
                if (Ours(parse, refused, [line]).Error.Length == 0)
                {
                    taken.Add(line);
                }
                else
                {
                    Compare(helm, flag, refused, parse, [line]);
                }
            }

            Compare(helm, flag, refused, parse, taken);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {arguments.Seed}: lines {arguments.Count}, differing {_differing}"));
        return _differing == 0 ? 0 : 1;
    }

    private void Compare(HelmTemplate helm, string flag, string refused, Action<string, ValueMap> parse, IReadOnlyList<string> lines)
    {
        (string text, string error) = Ours(parse, refused, lines);
        (string wanted, string wantedError) = helm.Run(flag, lines);
        if (text == wanted && (error.Length == 0 ? wantedError.Length == 0 : wantedError.Contains(error, StringComparison.Ordinal)))
        {
            return;
        }

        if (lines.Count > 1)
        {
            Compare(helm, flag, refused, parse, [.. lines.Take(lines.Count / 2)]);
            Compare(helm, flag, refused, parse, [.. lines.Skip(lines.Count / 2)]);
        }

        // Lines may differ only together.
        _differing++;
        Console.WriteLine($"{flag} {string.Join('\n', lines)}\n  got    {text}{error}\n  wanted {wanted}{wantedError}\n");
    }

    private (string Text, string Error) Ours(Action<string, ValueMap> parse, string refused, IReadOnlyList<string> lines)
    {
        ValueMap values = new();
        try
        {
            foreach (string line in lines)
            {
                parse(line, values);
            }
        }
        catch (HelmException exception)
        {
            return ("", refused + exception.Message);
        }

        try
        {
            RenderedChart rendered = ChartRenderer.Render(_chart, new ChartRenderOptions
            {
                Release = new ReleaseOptions { Name = "release-name", Namespace = "default", Revision = 1, IsInstall = true },
                Values = values,
                Capabilities = DefaultCapabilities.Capabilities,
            });
            return (rendered.ManifestText.Trim() + "\n", "");
        }
        catch (HelmException exception)
        {
            return ("", exception.Message);
        }
    }
}
