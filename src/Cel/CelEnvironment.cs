using Steersman.Cel.Checking;
using Steersman.Cel.Evaluation;
using Steersman.Cel.Lexing;
using Steersman.Cel.Parsing;

namespace Steersman.Cel;

/// <summary>CEL with the functions that Flux gives it (fluxcd/pkg <c>runtime/cel</c>): makes programs of expressions. Immutable and safe for many threads.</summary>
/// <param name="zones">Knows the zones that expressions name.</param>
public sealed class CelEnvironment(ICelTimeZones zones)
{
    /// <summary>Flux's environment, with the time zones of the system.</summary>
    public static CelEnvironment Flux { get; } = new(SystemTimeZones.Instance);

    /// <summary>Makes a program of an expression.</summary>
    /// <param name="expression">The expression; any text.</param>
    /// <param name="mode">How much of it is judged at once.</param>
    /// <param name="variables">The names of the variables, each an object; not used for <see cref="CelMode.Parse"/>, where any name may be one.</param>
    /// <returns>The program, or what is wrong: bad expressions never throw.</returns>
    public CelCompilation Compile(string expression, CelMode mode, params IReadOnlyCollection<string> variables)
    {
        ArgumentNullException.ThrowIfNull(expression);
        ArgumentNullException.ThrowIfNull(variables);
        ParsedExpression? parsed = CelParser.Parse(new CelSource(expression), out IssueList issues);
        if (parsed is null || !issues.IsEmpty)
        {
            return Wrong(expression, issues);
        }

        try
        {
            return mode == CelMode.Parse
                ? new CelCompilation(new CelProgram(expression, new Planner(isChecked: false, zones).Plan(parsed.Root), zones, type: null))
                : CompileChecked(expression, mode, parsed, variables, issues);
        }
        catch (PlanException failure)
        {
            return new CelCompilation($"failed to create CEL program: {failure.Message}", []);
        }
        catch (TypeLimitException)
        {
            return new CelCompilation($"failed to parse the CEL expression '{expression}': a type in it nests too many types", []);
        }
        catch (CelInterruptedException)
        {
            return new CelCompilation("failed to create CEL program: a constant part costs too much", []);
        }
    }

    private static CelCompilation Wrong(string expression, IssueList issues) => new($"failed to parse the CEL expression '{expression}': {issues}", issues.Sorted);

    private CelCompilation CompileChecked(string expression, CelMode mode, ParsedExpression parsed, IReadOnlyCollection<string> variables, IssueList issues)
    {
        Dictionary<string, CelType> declared = variables.ToDictionary(name => name, _ => CelType.Struct, StringComparer.Ordinal);
        CheckedExpression known = Checker.Check(parsed, declared, issues);
        if (issues.IsEmpty)
        {
            new AggregateChecker(known, parsed.Numbers, issues).Check();
        }

        if (!issues.IsEmpty)
        {
            return Wrong(expression, issues);
        }

        if (mode == CelMode.CheckBool && known.OutputType.Kind != TypeKind.Bool)
        {
            return new CelCompilation($"CEL expression output type mismatch: expected bool, got {known.OutputType}", []);
        }

        return new CelCompilation(new CelProgram(expression, new Planner(isChecked: true, zones).Plan(known.Root), zones, known.OutputType.ToString()));
    }
}
