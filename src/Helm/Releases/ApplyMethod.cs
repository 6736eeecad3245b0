namespace Steersman.Helm.Releases;

/// <summary>How the objects of a release were applied; an empty text in a record means client side.</summary>
public static class ApplyMethod
{
    public const string ClientSideApply = "csa";
    public const string ServerSideApply = "ssa";
}
