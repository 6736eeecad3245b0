using Steersman.Operator.Api.V1;
using Steersman.Releases.Applying;
using Steersman.Releases.Patching;

namespace Steersman.Releases.Planning;

/// <summary>What one revision would change against another, told by object and field, bounded in size and without secret values.</summary>
/// <param name="Added">Objects that would be created.</param>
/// <param name="Changed">Objects that would be changed.</param>
/// <param name="Removed">Objects that would be deleted.</param>
/// <param name="Objects">What would become of each object: at most <see cref="MaxObjects"/>.</param>
public sealed record PlanSummary(int Added, int Changed, int Removed, IReadOnlyList<PlannedChange> Objects)
{
    /// <summary>How many objects are named.</summary>
    public const int MaxObjects = 50;

    /// <summary>How many fields of an object are named.</summary>
    public const int MaxFields = 10;

    /// <summary>Compares two revisions by their objects.</summary>
    /// <param name="before">Objects of the older revision.</param>
    /// <param name="after">Objects of the newer one.</param>
    /// <param name="hideBefore">Takes secret texts out of values of the older revision.</param>
    /// <param name="hideAfter">Takes secret texts out of values of the newer one.</param>
    public static PlanSummary Between(IReadOnlyList<ReleaseObject> before, IReadOnlyList<ReleaseObject> after, Func<string, string> hideBefore, Func<string, string> hideAfter)
    {
        ChangedObjects changes = ChangedObjects.Between(before, after);
        ReleaseObject[] removed = [.. changes.Removed.Where(item => !item.IsKept)];
        Dictionary<ObjectKey, ReleaseObject> old = [];
        foreach (ReleaseObject item in before)
        {
            old[item.Key] = item;
        }

        IEnumerable<PlannedChange> all = changes.Changed.Select(item => Of(item, PlannedChangeType.Changed, Fields(old[item.Key], item, hideBefore, hideAfter)))
            .Concat(changes.Added.Select(item => Of(item, PlannedChangeType.Added, null)))
            .Concat(removed.Select(item => Of(item, PlannedChangeType.Removed, null)));
        return new PlanSummary(changes.Added.Count, changes.Changed.Count, removed.Length, [.. all.Take(MaxObjects)]);
    }

    private static PlannedChange Of(ReleaseObject item, PlannedChangeType change, IReadOnlyList<string>? fields) => new()
    {
        Object = item.Key.ToString(),
        Namespace = item.Namespace,
        Change = change,
        Fields = fields,
    };

    private static IReadOnlyList<string> Fields(ReleaseObject before, ReleaseObject after, Func<string, string> hideBefore, Func<string, string> hideAfter)
    {
        FieldChanges changes = after.Kind is { Group: "", Kind: "Secret" } ? new FieldChanges(null, null) : new FieldChanges(hideBefore, hideAfter);
        changes.Compare(before.Content, after.Content, PatchMetadata.SchemaOf(after.Kind.ApiVersion, after.Kind.Kind));
        return changes.Texts;
    }
}
