namespace Steersman.Operator.Api.V1;

/// <summary>How far an operation is.</summary>
public enum OperationPhase
{
    /// <summary>The revision is stored as pending; nothing else is known to have happened.</summary>
    Prepare,

    /// <summary>Hooks before the objects run.</summary>
    PreHooks,

    /// <summary>Objects are applied.</summary>
    Apply,

    /// <summary>Everything is applied; the rollout is awaited.</summary>
    Wait,

    /// <summary>Hooks after the objects run.</summary>
    PostHooks,

    /// <summary>The tests of the revision run.</summary>
    Tests,
}
