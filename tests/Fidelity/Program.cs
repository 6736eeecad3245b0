using Steersman.Fidelity.Comparing;

// docs/fidelity.md says how it is used and what it showed.
if (args is [string what, .. string[] rest] && RunArguments.Read(rest) is { } arguments)
{
    switch (what)
    {
        case "expressions":
            return new ExpressionRun(arguments).Run();
        case "sets":
            return new SetRun(arguments).Run();
    }
}

Console.Error.WriteLine("""
    usage: expressions --program HELMEVAL [--seed N] [--count N] [--cases FILE] [--output FILE]
           sets --program HELM [--seed N] [--count N]
    """);
return 2;
