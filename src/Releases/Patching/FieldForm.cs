namespace Steersman.Releases.Patching;

/// <summary>What a field holds.</summary>
internal enum FieldForm
{
    Struct,
    Map,
    List,
}
