namespace Mesh.ClientNotices;

/// <summary>What the channel to Suomi.fi Messages is told (docs/client-notices.md says where each comes from).</summary>
/// <param name="BaseAddress">Address of the REST API, for example <c>https://api.messages-qa.suomi.fi/</c>.</param>
/// <param name="Username">The sending system's user name.</param>
/// <param name="Password">Its password, read from a file of its own.</param>
/// <param name="ServiceId">Id of the sender's service in Suomi.fi Messages.</param>
public sealed record SuomiFiSettings(Uri BaseAddress, string Username, string Password, string ServiceId)
{
    /// <summary>Nothing of the credentials: a record tells all of itself as text.</summary>
    public override string ToString() => $"Suomi.fi Messages at {BaseAddress}";
}
