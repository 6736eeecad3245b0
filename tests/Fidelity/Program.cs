using Steersman.Fidelity.Comparing;
using Steersman.Fidelity.Generating;

// docs/fidelity.md says how it is used and what it showed.
if (args is [string what, .. string[] rest] && RunArguments.Read(rest) is { } arguments)
{
    switch (what)
    {
        case "expressions":
            return new CaseRun(arguments, what, new ExpressionCases(arguments.Seed).Next).Run();
        case "charts":
            return new CaseRun(arguments, what, new ChartCases(arguments.Seed).Next).Run();
        case "sets":
            return new SetRun(arguments).Run();
    }
}

Console.Error.WriteLine("""
    usage: expressions|charts --program HELMEVAL [--seed N] [--count N] [--cases FILE] [--output FILE]
           sets --program HELM [--seed N] [--count N]
    """);
return 2;
