using Steersman.Operator.Cli;

using CancellationTokenSource stop = new();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
using Stream output = Console.OpenStandardOutput();
using Stream error = Console.OpenStandardError();
using Stream input = Console.OpenStandardInput();
return Root.Run(args, new CommandContext
{
    In = input,
    Out = output,
    Error = error,
    Directory = Environment.CurrentDirectory,
    Environment = Environment.GetEnvironmentVariable,
    Cancellation = stop.Token,
});
