using CsCheck;
using Mesh.Messaging;
using Mesh.WellbeingRegion.JointPlans;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;

namespace Mesh.WellbeingRegion.Tests.JointPlans;

/// <summary>Order is an optimisation, never a premise: a whole case told in any order, each notice twice, ends the same.</summary>
public sealed class AnyOrderProperties
{
    [Fact]
    public Task Notices_WhenShuffledAndDoubled_EndTheSame() =>
        Gen.Shuffle(Enumerable.Range(0, 7).ToArray()).SampleAsync(
            async order =>
            {
                await using var region = await TestRegion.StartAsync();
                var opened = region.Opened();
                var told = Told(opened, region);
                await DeliverAsync(region, [.. order.Select(at => told[at])]);
                await DeliverAsync(region, told);

                var row = await region.CaseAsync(opened);
                Assert.Equal((PlanState.Active, opened.Version, 1), (row.State, row.CaseVersion, row.PlanVersion));
                Assert.Equal(new DateOnly(2024, 5, 29), row.ReviewDue);
                Assert.Single(await region.RowsAsync<PlanCopyRow>());
                Assert.Equal(3, (await region.RowsAsync<CopySignatureRow>()).Count);
                Assert.Empty(await region.ParkedAsync());
            },
            iter: 20,
            threads: 1);

    private static NoticeEnvelope[] Told(OwnerCase opened, TestRegion region)
    {
        var told = new List<NoticeEnvelope> { Notices.Invitation(opened, region) };
        opened.Version++;
        told.Add(Notices.Drafted(opened.Draft(), region));
        told.Add(Notices.Signed(opened.Sign(SignerRole.LabourAuthority), region));
        told.Add(Notices.Signed(opened.Sign(SignerRole.Client), region));
        told.Add(Notices.Signed(opened.Sign(SignerRole.SocialCare), region));
        told.Add(Notices.Activated(opened, region));
        opened.Version++;
        told.Add(Notices.ReviewHeld(opened.Review("2024-05-29"), region));
        return [.. told];
    }

    // As the sender does: what could not be taken is sent again.
    private static async Task DeliverAsync(TestRegion region, NoticeEnvelope[] notices)
    {
        var waiting = new Queue<NoticeEnvelope>(notices);
        for (var attempts = 0; waiting.Count > 0; attempts++)
        {
            Assert.True(attempts < notices.Length * notices.Length, "Some notice is never taken.");
            var notice = waiting.Dequeue();
            try
            {
                await region.ReceiveAsync(notice);
            }
            catch (TransientNoticeException)
            {
                waiting.Enqueue(notice);
            }
        }
    }
}
