using Tyollisyys.Mesh.Protos.ClientNotices.V1;

namespace Mesh.ClientNotices;

/// <summary>A text in the languages of the mesh.</summary>
/// <param name="Fi">In Finnish.</param>
/// <param name="Sv">In Swedish.</param>
/// <param name="En">In English.</param>
public sealed record TextInLanguages(string Fi, string Sv, string En)
{
    internal MessageText ToWire() => new() { Fi = Fi, Sv = Sv, En = En };
}
