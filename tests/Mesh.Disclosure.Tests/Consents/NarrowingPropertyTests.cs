using CsCheck;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Consents.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure.Tests;

/// <summary>Whatever is asked, what remains of a consent was part of it.</summary>
public sealed class NarrowingPropertyTests
{
    private static readonly DateOnly Today = new(2023, 11, 13);
    private static readonly Guid Subject = Guid.CreateVersion7();
    private static readonly ConsentActor Actor =
        new("CLIENT", "client-1", "urn:mesh:assurance:high", HelsinkiTime.StartOf(Today).AddHours(9), DateTimeOffset.UnixEpoch);

    private static readonly Gen<DataCategory[]> Categories =
        Gen.Int[1, 5].Select(n => (DataCategory)n).Array[0, 4].Select(drawn => drawn.Distinct().ToArray());

    private static readonly Gen<int> Days = Gen.Int[-3, 8];

    [Fact]
    public void Narrow_WhenAnythingIsAsked_LeavesAPartOfWhatWasAndNeverMore()
    {
        var narrowed = 0;
        Gen.Select(Categories.Where(drawn => drawn.Length > 0), Days, Days, Categories, Days.Select(day => day < 0 ? (int?)null : day)).Sample(
            (had, from, length, remain, through) =>
            {
                var last = Today.AddDays(Math.Max(from, from + length));
                var first = ConsentDecisions.Register(Guid.CreateVersion7(), new ConsentForm(
                    Subject,
                    new ConsentRecipient.Named(People.Region),
                    Purpose.EmploymentSupport,
                    had,
                    Today.AddDays(from),
                    last,
                    new Giving(HowGiven.InService, "fi", "1", new byte[32])), Actor);

                var outcome = ConsentDecisions.Narrow(
                    Subject, [first], new ConsentRemainder(remain, through is { } day ? Today.AddDays(day) : null), null, Actor);

                if (outcome is not NarrowingOutcome.Narrowed { Revision: var revision })
                {
                    return;
                }

                Interlocked.Increment(ref narrowed);
                var (before, after) = (ConsentHistory.StateOf([first]), ConsentHistory.StateOf([first, revision]));
                Assert.Subset(before.Categories.ToHashSet(), after.Categories.ToHashSet());
                Assert.NotEmpty(after.Categories);
                Assert.Equal((before.Validity.From, before.Recipient, before.Purpose), (after.Validity.From, after.Recipient, after.Purpose));
                Assert.InRange(after.Validity.To, after.Validity.From.AddTicks(1), before.Validity.To);
                Assert.True(after.Categories.Count < before.Categories.Count || after.Validity.To < before.Validity.To);
                Assert.True(RevisionHash.IsUnbroken([first, revision]));
            },
            iter: 20_000);
        Assert.True(narrowed > 1_000);
    }
}
