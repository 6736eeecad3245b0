using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Steersman.Fidelity.Comparing;

/// <summary>Real Helm's engine on a pipe: cases as in <c>vectors/render</c> go in, the same with their outcome come out.</summary>
internal static class HelmEval
{
    /// <summary>The cases with Helm's answers, in their order; null for a case of which the program dies, as Helm would.</summary>
    public static List<JsonElement?> Ask(string program, IReadOnlyList<JsonObject> cases)
    {
        List<JsonElement?> answers = Run(program, cases);
        if (answers.Count == cases.Count)
        {
            return answers;
        }

        JsonObject[] rest = [.. cases.Skip(answers.Count)];
        if (rest.Length == 1)
        {
            return [.. answers, null];
        }

        return [.. answers, .. Ask(program, rest[..(rest.Length / 2)]), .. Ask(program, rest[(rest.Length / 2)..])];
    }

    /// <summary>The answers up to where the program ends.</summary>
    private static List<JsonElement?> Run(string program, IReadOnlyList<JsonObject> cases)
    {
        ProcessStartInfo start = new(program) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["TZ"] = "UTC";
        start.StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        start.StandardOutputEncoding = Encoding.UTF8;
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start");
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        Task writing = Task.Run(() => Write(process.StandardInput, cases));
        List<JsonElement?> answers = [];
        string read = process.StandardOutput.ReadToEnd();
        foreach (string line in read.Split('\n')[..^1])
        {
            using JsonDocument document = JsonDocument.Parse(line);
            answers.Add(document.RootElement.Clone());
        }

        writing.Wait();
        process.WaitForExit();
        return answers;
    }

    private static void Write(StreamWriter input, IReadOnlyList<JsonObject> cases)
    {
        try
        {
            foreach (JsonObject each in cases)
            {
                input.WriteLine(each.ToJsonString());
            }

            input.Close();
        }
        catch (IOException)
        {
            // The program has died; how far it came is seen from its answers.
        }
    }
}
