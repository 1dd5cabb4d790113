using Mesh.Disclosure;
using Mesh.Hosting.Contracts;
using Mesh.Identity;
using Mesh.WellbeingRegion.Counterparts;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Labour.V1;
using Tyollisyys.Mesh.Protos.Participants.V1;

namespace Mesh.WellbeingRegion.Assistance;

/// <summary>What came through the labour authority's door (F05).</summary>
/// <param name="Authority">Who was asked; null when the directory could not tell.</param>
/// <param name="Source">Given, withheld or unreachable.</param>
/// <param name="Given">What was given; null unless it was.</param>
public sealed record JobSearchAnswer(Participation? Authority, FactSource Source, DoorAnswer.Given? Given)
{
    /// <summary>Where the client stands; null unless it was given.</summary>
    public JobSearchStanding? Standing => Given?.Content.JobSearchStanding;

    /// <summary>Nothing of the content, which is personal.</summary>
    public override string ToString() => $"{nameof(JobSearchAnswer)} {Source}";
}

/// <summary>Asks the labour authority where a client stands before measures start (F05).</summary>
public sealed class JobSearchAnswers(Door door, DirectoryFile directory, MeshClock clock, TimeProvider time)
{
    /// <summary>
    /// The answer. Once the labour authority has its own case, that case is asked by; before, the region's is what the request rests
    /// on, and the region answers for it.
    /// </summary>
    public async Task<JobSearchAnswer> AskAsync(
        AssistanceCaseRow row, PersonalIdentityCode code, DateOnly asOf, Actor actor, CancellationToken cancellation)
    {
        if (AuthorityOf(row) is not { } authority)
        {
            return new JobSearchAnswer(null, FactSource.Unreachable, null);
        }

        var request = new DiscloseRequest
        {
            RequestId = Guid.CreateVersion7(time.GetUtcNow()).ToString(),
            Purpose = Purpose.ActivationPlanNeed,
            Categories = { DataCategory.JobSearchStanding },
            AsOf = WireDate.Write(asOf),
            Actor = actor,
        };
        if (row.JointCaseId is { } joint)
        {
            request.Subject = new Subject { CaseId = joint.ToString() };
        }
        else
        {
            request.Subject = new Subject { PersonalIdentityCode = code.Reveal() };
            request.Proof = new CaseProof
            {
                Attestation = new CaseAttestation { Kind = CaseKind.ProlongedAssistance, CaseId = row.CaseId.ToString() },
            };
        }

        return await door.AskAsync(authority, request, cancellation) switch
        {
            DoorAnswer.Given { Content.JobSearchStanding: not null } given => new JobSearchAnswer(authority, FactSource.Given, given),
            DoorAnswer.Unreachable => new JobSearchAnswer(authority, FactSource.Unreachable, null),
            _ => new JobSearchAnswer(authority, FactSource.Withheld, null),
        };
    }

    /// <summary>
    /// The labour authority of a client: the joint case's owner once there is one, else whom the directory names today; null when it
    /// cannot tell.
    /// </summary>
    public Participation? AuthorityOf(AssistanceCaseRow row) => row.JointCaseId is not null
        ? RemoteActs.Stored(row.LabourAuthority)
        : directory.Current.LabourAuthority(row.HomeMunicipality, GroupOf(row) is { Length: > 0 } group ? group : null, clock.Today)
            is AuthorityAnswer.Known known ? known.Participation : null;

    /// <summary>The client's group: Kela's word, else what a worker recorded; empty when there is neither.</summary>
    public static string GroupOf(AssistanceCaseRow row) => row.ClientGroup.Length > 0 ? row.ClientGroup : row.RecordedClientGroup;
}
