using System.Diagnostics;
using System.Text;
using Steersman.GoTemplate.Values;

namespace Steersman.Operator.Cli.Tests.Template;

/// <summary>Runs command lines in a folder, by our program within this process or by the real Helm.</summary>
internal sealed class CommandLines(string folder)
{
    /// <summary>What every command finds on standard input.</summary>
    private const string Input = "fromStdin: 5\n";

    private static readonly Dictionary<string, string> Variables = new(StringComparer.Ordinal)
    {
        ["HOME"] = "/nonexistent",
        ["TZ"] = "UTC",
    };

    /// <summary>The words of a line: separated by blanks, quoted by single quotes.</summary>
    public static string[] Words(string line)
    {
        List<string> words = [];
        StringBuilder? word = null;
        bool isQuoted = false;
        foreach (char character in line)
        {
            if (character == '\'')
            {
                isQuoted = !isQuoted;
                word ??= new StringBuilder();
            }
            else if (character == ' ' && !isQuoted)
            {
                Finish();
            }
            else
            {
                (word ??= new StringBuilder()).Append(character);
            }
        }

        Finish();
        return [.. words];

        void Finish()
        {
            if (word is not null)
            {
                words.Add(word.ToString());
                word = null;
            }
        }
    }

    public Outcome RunOurs(string line)
    {
        using MemoryStream input = new(Encoding.UTF8.GetBytes(Input));
        using MemoryStream output = new();
        using MemoryStream error = new();
        int exit = Root.Run(Words(line), new CommandContext
        {
            In = input,
            Out = output,
            Error = error,
            Directory = folder,
            Environment = Variables.GetValueOrDefault,
        });
        return Outcome(line, exit, GoString.FromBytes(output.ToArray()), GoString.FromBytes(error.ToArray()));
    }

    public async Task<Outcome> RunHelmAsync(string helm, string line)
    {
        ProcessStartInfo start = new(helm, Words(line))
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment.Clear();
        foreach ((string name, string value) in Variables)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(Input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return Outcome(line, process.ExitCode, await output, (await error).Replace("helm template", "steer template", StringComparison.Ordinal));
    }

    private Outcome Outcome(string line, int exit, string output, string error) =>
        new(line, exit, output.Replace(folder, "<dir>", StringComparison.Ordinal), error.Replace(folder, "<dir>", StringComparison.Ordinal));
}
