using CsCheck;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure.Tests;

/// <summary>Something that happens to one client's data at a holder. Numbers choose among what there is at the moment.</summary>
public abstract record ClientAct
{
    private static readonly DataCategory[][] Pointers =
        [[DataCategory.ServicePointers], [DataCategory.AssessmentPointers], [DataCategory.ServicePointers, DataCategory.AssessmentPointers]];

    private static readonly Gen<Participation> Requester =
        Gen.Int[0, 5].Select(n => n < 4 ? People.Region : n == 4 ? People.OtherRegion : People.Municipality);

    private static readonly Gen<DataCategory[]> Some = Gen.Int[0, Pointers.Length - 1].Select(n => Pointers[n]);

    private static readonly Gen<Purpose> For = Gen.Frequency(
        (8, Gen.Const(Purpose.ClientSummary)), (1, Gen.Const(Purpose.EmploymentSupport)), (1, Gen.Const(Purpose.ActivationPlanDrafting)));

    /// <summary>Any act.</summary>
    public static Gen<ClientAct> Any { get; } = Gen.Frequency(
        (6, Gen.Select(Requester, For, Some, Gen.Int[-2, 1], Gen.Int[1, 6], (to, purpose, what, first, days) =>
            (ClientAct)new Consents(to, purpose == Purpose.ActivationPlanDrafting ? Purpose.ClientSummary : purpose, what, first, first + days))),
        (2, Gen.Select(Gen.Int[0, 9], Gen.Int[0, 1], Gen.Int[0, 2], (which, keep, sooner) => (ClientAct)new Narrows(which, Pointers[keep], sooner))),
        (2, Gen.Int[0, 9].Select(which => (ClientAct)new Withdraws(which))),
        (1, Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3], (to, what) => (ClientAct)new Refuses(
            to == 0 ? People.Region : null, what < Pointers.Length ? Pointers[what] : []))),
        (4, Gen.Int[0, 9].Select(which => (ClientAct)new Lifts(which))),
        (2, Gen.Int[1, 40].Select(hours => (ClientAct)new Waits(hours))),
        (1, Requester.Select(party => (ClientAct)new OpensCase(party))),
        (2, Gen.Int[0, 9].Select(which => (ClientAct)new ClosesCase(which))),
        (10, Gen.Select(Requester, For, Some, Gen.Int[-12, 5], (who, purpose, what, byCase) => (ClientAct)new Asks(
            who, purpose, purpose == Purpose.ActivationPlanDrafting ? [DataCategory.PlanCopy, .. what] : what, byCase))));

    public sealed record Consents(Participation To, Purpose Purpose, DataCategory[] What, int FirstDay, int LastDay) : ClientAct;

    public sealed record Narrows(int Which, DataCategory[] Keep, int DaysSooner) : ClientAct;

    public sealed record Withdraws(int Which) : ClientAct;

    public sealed record Refuses(Participation? To, DataCategory[] What) : ClientAct;

    public sealed record Lifts(int Which) : ClientAct;

    public sealed record Waits(int Hours) : ClientAct;

    public sealed record OpensCase(Participation Party) : ClientAct;

    public sealed record ClosesCase(int Which) : ClientAct;

    /// <summary>Somebody asks; by a case of the client where there is one and the number is not negative.</summary>
    public sealed record Asks(Participation Who, Purpose Purpose, DataCategory[] What, int ByCase) : ClientAct;
}
