using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using static Mesh.Disclosure.Tests.SmallWorld;

namespace Mesh.Disclosure.Tests;

/// <summary>Owners' tokens that are right but for one thing.</summary>
public static class Tokens
{
    /// <summary>First and last number of a fault; any other number makes a token without one.</summary>
    public const int FirstFault = 11, LastFault = 25;

    /// <summary>A token for a case of a third, by its number with one fault.</summary>
    public static OfferedProof.OwnerToken Of(CaseKind kind, Participation holder, Participation requester, int fault)
    {
        var owner = kind is CaseKind.ProlongedAssistance or CaseKind.RehabilitativeWork ? People.OtherRegion : People.Pilot;
        var right = new OfferedProof.OwnerToken(
            Ids[4], kind, owner, [holder, requester], OfAino, holder, MachineTime.AddMinutes(-1), MachineTime.AddMinutes(4));
        return fault switch
        {
            11 => right with { Owner = requester },
            12 => right with { Owner = holder },
            13 => right with { Owner = owner == People.Pilot ? People.OtherRegion : People.Kela },
            14 => right with { Audience = People.OtherRegion },
            15 => right with { ExpiresAt = right.IssuedAt.AddMinutes(5).AddTicks(1) },
            16 => right with { IssuedAt = MachineTime.AddTicks(1) },
            17 => right with { ExpiresAt = MachineTime },
            18 => right with { Kind = kind == CaseKind.JobSearch ? CaseKind.ActivationPlan : CaseKind.JobSearch },
            19 => right with { Parties = [holder] },
            20 => right with { Parties = [requester] },
            21 => right with { Parties = [] },
            22 => right with { Subject = OfEetu },
            23 => right with { IssuedAt = MachineTime, ExpiresAt = MachineTime.AddMinutes(5) },
            24 => right with { ExpiresAt = MachineTime.AddTicks(1) },
            25 => right with { Parties = [People.Kela, requester, holder, People.Municipality] },
            _ => right,
        };
    }
}
