using System.Text;
using Steersman.Helm.Releases;
using Steersman.Operator.Api.V1;

namespace Steersman.Operator.Steps.Revisions;

/// <summary>Statuses and descriptions of revisions, in Helm's words.</summary>
internal static class RevisionText
{
    /// <summary>Helm's description of a revision that an install made.</summary>
    public const string Installed = "Install complete";

    /// <summary>Helm's description of what was uninstalled, or never installed, where the next install takes its place.</summary>
    public const string Replaced = "superseded by new release";

    /// <summary>Bytes that a release keeps free for it.</summary>
    internal const int MaxFailure = 4096;

    public static string Pending(OperationType type) => type switch
    {
        OperationType.Install => ReleaseStatus.PendingInstall,
        OperationType.Upgrade => ReleaseStatus.PendingUpgrade,
        OperationType.Rollback => ReleaseStatus.PendingRollback,
        _ => ReleaseStatus.Uninstalling,
    };

    public static string Begun(OperationType type) => type == OperationType.Install ? "Initial install underway" : "Preparing upgrade";

    public static string Completed(OperationType type, HelmReleaseSpec spec) => type == OperationType.Install
        ? spec.Install?.Description ?? Installed
        : spec.Upgrade?.Description ?? "Upgrade complete";

    /// <summary>Helm's description of a failed revision.</summary>
    public static string Failed(OperationType type, string release, string error)
    {
        string text = type switch
        {
            OperationType.Upgrade => $"Upgrade \"{release}\" failed: {error}",
            OperationType.Rollback => $"Rollback \"{release}\" failed: {error}",
            _ => $"Release \"{release}\" failed: {error}",
        };
        return Cut(text);
    }

    private static string Cut(string text)
    {
        int bytes = 0;
        int end = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > MaxFailure)
            {
                return text[..end];
            }

            end += rune.Utf16SequenceLength;
        }

        return text;
    }
}
