using System.Runtime.InteropServices;
using Steersman.Kubernetes.Client.Errors;

namespace Steersman.Kubernetes.Controller.Informers;

/// <summary>The state machine of a reflector, without doing anything: what follows on how a list or a watch ended (client-go <c>tools/cache/reflector.go</c>).</summary>
internal static class ReflectorRules
{
    internal static Next AfterList(ReflectorStep list, Exception? error) => error switch
    {
        null => new Next(ReflectorStep.Watch, false),

        // The version is forgotten, or not yet reached: ask without one. If that was done, the pages were too slow.
        KubernetesApiException { IsExpired: true } or KubernetesApiException { IsResourceVersionTooLarge: true } => list switch
        {
            ReflectorStep.ListCached or ReflectorStep.ListFromLast => new Next(ReflectorStep.ListConsistent, false),
            ReflectorStep.ListConsistent => new Next(ReflectorStep.ListWhole, false),
            _ => new Next(ReflectorStep.ListConsistent, true),
        },
        _ => new Next(list, true),
    };

    /// <param name="error">Null if the server ended the watch.</param>
    /// <param name="isFruitless">It brought no event, not even a bookmark, and was over at once.</param>
    /// <param name="fruitlessInRow">How many watches in a row brought no event and ended early or by an error, this one included.</param>
    /// <param name="maxFruitless">How many of them are too many.</param>
    internal static Next AfterWatch(Exception? error, bool isFruitless, int fruitlessInRow, int maxFruitless) => error switch
    {
        KubernetesApiException { IsExpired: true } => new Next(ReflectorStep.ListFromLast, isFruitless),
        KubernetesApiException { IsResourceVersionTooLarge: true } => new Next(ReflectorStep.ListFromLast, true),
        _ when fruitlessInRow >= maxFruitless => new Next(ReflectorStep.ListFromLast, true),
        null => new Next(ReflectorStep.Watch, isFruitless),

        // Nothing is lost by these: the next watch goes on from the last version seen.
        KubernetesApiException { IsTransient: true } => new Next(ReflectorStep.Watch, true),
        KubernetesConnectionException { Failure: not ConnectionFailure.Malformed } => new Next(ReflectorStep.Watch, true),
        _ => new Next(ReflectorStep.ListFromLast, true),
    };

    /// <summary>What to do, and whether to wait before.</summary>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Next(ReflectorStep Step, bool IsDelayed);
}
