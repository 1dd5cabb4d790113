using System.Security.Cryptography;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;

namespace Mesh.WellbeingRegion.Tests;

/// <summary>A case at its owner, in memory.</summary>
internal sealed class OwnerCase
{
    public Guid Id { get; } = Guid.CreateVersion7();

    public Guid FlowId { get; } = Guid.CreateVersion7();

    public string Person { get; set; } = Participants.Aino;

    public int Version { get; set; } = 2;

    public PlanState State { get; set; } = PlanState.Invited;

    /// <summary>When whoever signs next signs.</summary>
    public DateTimeOffset SignedAt { get; set; } = new(2023, 11, 29, 9, 0, 0, TimeSpan.Zero);

    public bool FoundByRegion { get; set; }

    public PlanInvitation? Invitation { get; set; }

    public PlanCopy? Copy { get; set; }

    public PlanFollowUp? FollowUp { get; set; }

    /// <summary>Services of the next version.</summary>
    public List<PlannedService> Services { get; } = [];

    /// <summary>What others contribute to the next version.</summary>
    public List<PlanContribution> Contributions { get; } = [];

    /// <summary>A version of the plan, as its bytes.</summary>
    public OwnerCase Draft(string goal = "Löytää oma ala.")
    {
        (Version, State) = (Version + 1, PlanState.AwaitingSignatures);
        var bytes = new PlanContent
        {
            ClientGoals = { goal },
            Services = { Services },
            Contributions = { Contributions },
            FollowUp = "Tapaaminen",
            ResponsiblePerson = "Tiina",
            NextReview = "2024-02-29",
        }.ToByteString();
        Copy = new PlanCopy
        {
            CaseId = Id.ToString(),
            PlanVersion = (Copy?.PlanVersion ?? 0) + 1,
            Content = bytes,
            ContentSha256 = ByteString.CopyFrom(SHA256.HashData(bytes.Span)),
        };
        return Told();
    }

    public OwnerCase Sign(SignerRole role)
    {
        Version++;
        Copy!.Signatures.Add(new PlanSignature
        {
            Role = role,
            Participation = role == SignerRole.Client ? "" : Participants.TeOffice.ToString(),
            SignedAt = SignedAt.ToTimestamp(),
            PlanVersion = Copy.PlanVersion,
            ContentSha256 = Copy.ContentSha256,
        });
        if (Copy.Signatures.Count == 3)
        {
            State = PlanState.Active;
            Review("2024-02-29");
        }

        return Told();
    }

    /// <summary>The next review is due.</summary>
    public OwnerCase Review(string due)
    {
        FollowUp = new PlanFollowUp
        {
            CaseId = Id.ToString(),
            EffectiveOn = "2023-11-30",
            Review = new ReviewSchedule { DueDate = due, LastLawfulDate = due },
        };
        return Told();
    }

    /// <summary>Signed by three, then reviewed once.</summary>
    public OwnerCase Activated()
    {
        Version++;
        return Draft().Sign(SignerRole.LabourAuthority).Sign(SignerRole.Client).Sign(SignerRole.SocialCare);
    }

    private OwnerCase Told()
    {
        Copy?.CaseVersion = Version;
        Copy?.State = State;
        FollowUp?.CaseVersion = Version;
        return this;
    }
}
