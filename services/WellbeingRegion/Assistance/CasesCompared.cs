using Mesh.Disclosure;
using Mesh.Eligibility;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Contracts;
using Mesh.Statutes;
using Mesh.WellbeingRegion.Counterparts;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Labour.V1;
using Tyollisyys.Mesh.Protos.Participants.V1;
using Tyollisyys.Mesh.Protos.SocialCare.V1;

namespace Mesh.WellbeingRegion.Assistance;

/// <summary>
/// Clients on whose case the region works, as the comparison of criteria needs them: Kela's months and where the labour authority says
/// they stand. What is asked anew for a comparison is not kept; the case goes by its own evaluations.
/// </summary>
internal sealed class CasesCompared(
    DbContext database, AssistanceCases cases, AssistanceAnswers answers, KelasMonths kela, JobSearchAnswers authority, Subjects subjects, RegionProfile region)
    : IComparedClients
{
    /// <inheritdoc />
    public Profile Profile => region.Profile;

    /// <inheritdoc />
    public async Task<ComparedClient> OfCallerAsync(Guid clientId, Caller caller, CancellationToken cancellation) =>
        Of(await cases.OfWorkerAsync(clientId.ToString(), caller, cancellation));

    /// <inheritdoc />
    public async Task<IReadOnlyList<Guid>> IdsAsync(CancellationToken cancellation) =>
        await database.Set<AssistanceCaseRow>()
            .Where(row => row.State != AssistanceState.Closed && row.State != AssistanceState.HandedOver)
            .OrderBy(row => row.CaseId)
            .Select(row => row.CaseId)
            .ToListAsync(cancellation);

    /// <inheritdoc />
    public async Task<ComparedClient?> FindAsync(Guid clientId, CancellationToken cancellation) =>
        await cases.FindAsync(clientId, cancellation) is { } row && AssistanceCases.IsWorkedOn(row.State) ? Of(row) : null;

    /// <inheritdoc />
    public async Task<GatheredFacts> GatherAsync(ComparedClient client, DateOnly asOf, Actor actor, CancellationToken cancellation)
    {
        var row = (await cases.FindAsync(client.ClientId, cancellation))!;
        var code = await subjects.RevealAsync(row.SubjectId, cancellation);
        var (months, fromKela) = await MonthsAsync(row, code.BirthDate, asOf, actor, cancellation);
        var jobSearch = await authority.AskAsync(row, code, asOf, actor, cancellation);
        var standing = jobSearch.Standing;
        var facts = new ClientFacts
        {
            BirthDate = code.BirthDate,
            SocialAssistanceMonths = months is null ? default : Fact.Known(months.MainLivelihood),
            SocialAssistanceIsMainLivelihood = months is null ? default : months.IsMainLivelihood(asOf),
            EmploymentPlanMadeOn = AssistanceEvaluation.Told(standing, known => known.EmploymentPlanMadeOn),
            InterviewHeldOn = AssistanceEvaluation.Told(standing, known => known.InterviewHeldOn),
        };
        return new GatheredFacts(
            facts,
            [
                fromKela,
                new(
                    DataCategory.JobSearchStanding,
                    jobSearch.Authority,
                    jobSearch.Source,
                    jobSearch.Given?.DisclosureId,
                    standing is null ? null : WireDate.ReadOptional(standing.AsOf)),
            ]);
    }

    private static ComparedClient Of(AssistanceCaseRow row) => new(row.CaseId, row.SubjectId, row.CaseId);

    // Months beside those that Kela told of are not known: then Kela is asked again, and without an answer they stay unknown.
    private async Task<(ToldMonths? Months, GatheredFrom Origin)> MonthsAsync(
        AssistanceCaseRow row, DateOnly birthDate, DateOnly asOf, Actor actor, CancellationToken cancellation)
    {
        var (kept, told) = await answers.OfCaseAsync(row, cancellation);
        var holder = RemoteActs.Stored(row.Kela);
        if (told.Covers(asOf, birthDate))
        {
            return (told, From(FactSource.Given, null, told.AsOf));
        }

        switch (await kela.AskAsync(holder, kept.NoticeId, asOf, actor, cancellation))
        {
            case DoorAnswer.Given { Content.SocialAssistanceMonths: not null } given:
                var anew = ToldMonths.Of(given);
                return (anew.Covers(asOf, birthDate) ? anew : null, From(FactSource.Given, given.DisclosureId, anew.AsOf));
            case DoorAnswer.Unreachable:
                return (null, From(FactSource.Unreachable, null, null));
            default:
                return (null, From(FactSource.Withheld, null, null));
        }

        GatheredFrom From(FactSource source, Guid? disclosureId, DateOnly? knownOn) =>
            new(DataCategory.SocialAssistanceMonths, holder, source, disclosureId, knownOn);
    }
}
