namespace Steersman.Operator.Api.V1;

/// <summary>What follows when the chart of a release has another name.</summary>
public enum ChartNameChangeStrategy
{
    /// <summary>The release is uninstalled and installed anew; objects that both charts have are handed over.</summary>
    Reinstall,

    /// <summary>The release is upgraded.</summary>
    InPlaceUpdate,
}
