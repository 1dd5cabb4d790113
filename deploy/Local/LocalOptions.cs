namespace Mesh.Local;

/// <summary>What the launcher is asked to do.</summary>
/// <param name="DataFolder">Where databases, certificates, keys and logs are kept.</param>
/// <param name="FirstPort">The gateway's port; participations take the next ones in the directory's order, the identity provider the tenth.</param>
/// <param name="Reset">Whether to start anew.</param>
/// <param name="Exit">Whether to end after the journeys.</param>
/// <param name="Files">Scenario files to play; empty for the journeys that come with the mesh.</param>
public sealed record LocalOptions(string DataFolder, int FirstPort, bool Reset, bool Exit, IReadOnlyList<string> Files)
{
    /// <summary>Ports from here on, unless asked otherwise.</summary>
    public const int UsualFirstPort = 7300;

    private const int IdentityProviderOffset = 10;
    private const int WebApplicationOffset = 20;

    /// <summary>Where the gateway listens.</summary>
    public Uri Gateway => At(0);

    /// <summary>Where the identity provider listens.</summary>
    public Uri Issuer => At(IdentityProviderOffset);

    /// <summary>Where a browser application under development is to listen, so that people can be sent back to it.</summary>
    public Uri WebApplication => At(WebApplicationOffset);

    /// <summary>Where a participation listens.</summary>
    /// <param name="index">Its place in the directory, from 0.</param>
    public Uri Participation(int index) => At(1 + index);

    private Uri At(int offset) => new($"https://localhost:{FirstPort + offset}/");
}
