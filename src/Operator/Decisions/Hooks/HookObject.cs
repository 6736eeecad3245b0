namespace Steersman.Operator.Decisions.Hooks;

/// <summary>An object of a hook that runs.</summary>
/// <param name="Name">Its name, which the server may have chosen.</param>
/// <param name="Uid">Its UID.</param>
public sealed record HookObject(string Name, string Uid);
