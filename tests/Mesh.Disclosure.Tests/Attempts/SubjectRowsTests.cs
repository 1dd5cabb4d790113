using Microsoft.EntityFrameworkCore;

namespace Mesh.Disclosure.Tests;

/// <summary>What sources read together is what each would read alone.</summary>
public sealed class SubjectRowsTests
{
    [Fact]
    public async Task Of_WhenManyAreAskedAboutAtOnce_EachGetsItsOwnRowsAndNobodyElses()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var subjects = new List<Guid>();
        foreach (var (person, at) in People.Many().Take(12).Select((person, at) => (person, at)))
        {
            // None, one or two; who has none is somebody unknown.
            for (var consents = at % 3; consents > 0; consents--)
            {
                await holder.RegisterAsync(TestHolder.Form(person, consents == 1 ? People.Region : People.OtherRegion));
            }

            subjects.Add(at % 3 == 0 ? Guid.CreateVersion7() : await holder.KnowAsync(person));
        }

        var read = await Task.WhenAll(Enumerable.Repeat(subjects, 5).SelectMany(all => all).Select(subject => Task.Run(
            () => holder.InAsync(services => services.Get<SubjectRows<ConsentRevision>>().OfAsync(subject, CancellationToken.None)))));

        for (var at = 0; at < read.Length; at++)
        {
            var subject = subjects[at % subjects.Count];
            var expected = await holder.InAsync(services => services.Get<DbContext>().Set<ConsentRevision>().AsNoTracking()
                .Where(row => row.SubjectId == subject).Select(row => row.ConsentId).ToListAsync());
            Assert.Equal(at % subjects.Count % 3, read[at].Count);
            Assert.Equal(expected.Order(), read[at].Select(row => row.ConsentId).Order());
            Assert.All(read[at], row => Assert.Equal(subject, row.SubjectId));
        }
    }
}
