using System.Diagnostics;
using Google.Protobuf;
using Mesh.Disclosure;
using Mesh.Hosting.AtRest;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Errors;
using Mesh.Identity;
using Mesh.Messaging;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Referrals.V1;

namespace Mesh.TeOffice.Referrals;

/// <summary>
/// Takes a referral in, whichever notice told of it. The region's door gives it as it stands, so an invitation that has become a
/// handover is taken as one.
/// </summary>
public sealed class ReferralReceipt(
    NoticeDoor door, Subjects subjects, AcceptedCodes codes, DbContext database, FieldCipher cipher, MeshClock clock, TimeProvider time)
{
    /// <summary>Reason when what was fetched is another referral, or of another region or person, than the notice's.</summary>
    public const string ReferralMismatch = "REFERRAL_MISMATCH";

    private const string ContentColumn = "content";

    /// <summary>Fetches the referral, unless it has been answered or told of later; gives the act that keeps it.</summary>
    public async Task<NoticeAct> PrepareAsync(string referralId, NoticeContext context, string handler, CancellationToken cancellation)
    {
        var id = Guid.Parse(referralId);
        var known = await database.Set<RegionReferralRow>().AsNoTracking().SingleOrDefaultAsync(row => row.ReferralId == id, cancellation);
        if (known is not null && !IsNews(known, context))
        {
            return _ => Task.CompletedTask;
        }

        var given = await door.FetchAsync(context, Purpose.ActivationPlanDrafting, DataCategory.RegionReferral, handler, cancellation);
        var referral = given.Content.RegionReferral ?? throw new NothingGivenException(Refusals.NoBasis.Reason);
        var person = Person(given.Content.PersonalIdentityCode);
        return referral.ReferralId == referralId
            && referral.Kind is ReferralKind.Invitation or ReferralKind.Handover
            && WireDate.TryRead(referral.AssessedOn, out _)
            ? token => KeepAsync(id, person, referral, given.DisclosureId, context, token)
            : throw new EvidenceDamagedException(ReferralMismatch);
    }

    /// <summary>A referral as the region gave it.</summary>
    public RegionReferral Read(RegionReferralRow row) => RegionReferral.Parser.ParseFrom(
        cipher.Reveal(row.Content, RegionReferralRow.Table, ContentColumn, row.ReferralId));

    /// <summary>The region need not be answered any more. What has been accepted stays, and what was told later is not taken back.</summary>
    public async Task WithdrawAsync(string referralId, NoticeContext context, CancellationToken cancellation)
    {
        var id = Guid.Parse(referralId);
        if (await database.Set<RegionReferralRow>().SingleOrDefaultAsync(known => known.ReferralId == id, cancellation) is { } row
            && IsNews(row, context))
        {
            (row.ToldAt, row.ClosedAt) = (context.Time, row.ClosedAt ?? clock.Now);
        }
    }

    private async Task KeepAsync(
        Guid id, PersonalIdentityCode person, RegionReferral referral, Guid disclosureId, NoticeContext context, CancellationToken cancellation)
    {
        var subject = await subjects.EnsureAsync(person, cancellation);
        var content = cipher.Protect(referral.ToByteArray(), RegionReferralRow.Table, ContentColumn, id);
        var row = await database.Set<RegionReferralRow>().SingleOrDefaultAsync(known => known.ReferralId == id, cancellation);
        if (row is null)
        {
            database.Add(new RegionReferralRow
            {
                ReferralId = id,
                Region = context.Source.ToString(),
                SubjectId = subject,
                Kind = referral.Kind,
                Content = content,
                DisclosureId = disclosureId,
                ToldAt = context.Time,
                FlowId = context.FlowId,
                Trace = Activity.Current?.Id ?? "",
                ReceivedAt = clock.Now,
                RecordedAt = time.GetUtcNow(),
            });
        }
        else if (IsNews(row, context))
        {
            row.Kind = row.SubjectId == subject ? referral.Kind : throw new EvidenceDamagedException(ReferralMismatch);
            (row.Content, row.DisclosureId, row.ToldAt) = (content, disclosureId, context.Time);
            (row.ClosedAt, row.DeclineReason, row.DeclinedBy) = (null, null, null);
        }
    }

    // A referral is its first sender's: another region that names it can neither read nor move it.
    private static bool IsNews(RegionReferralRow known, NoticeContext context) => known.Region == context.Source.ToString()
        ? known.AcceptedAt is null && known.ToldAt <= context.Time
        : throw new EvidenceDamagedException(ReferralMismatch);

    private PersonalIdentityCode Person(string text)
    {
        var violations = new Violations();
        var code = codes.Read(text, "personal_identity_code", violations);
        return code is not null && !violations.Any ? code : throw new EvidenceDamagedException(ReferralMismatch);
    }
}
