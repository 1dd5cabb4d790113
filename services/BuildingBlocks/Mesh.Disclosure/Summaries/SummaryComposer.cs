using Google.Protobuf;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Participants.V1;
using Tyollisyys.Mesh.Protos.Summaries.V1;

namespace Mesh.Disclosure;

/// <summary>What a summary is composed of.</summary>
/// <param name="Person">Whose.</param>
/// <param name="Holders">Who is asked.</param>
/// <param name="Contents">Categories of content asked for where pointers were given.</param>
/// <param name="Actor">Who looks.</param>
public sealed record SummaryQuestion(
    PersonalIdentityCode Person, IReadOnlyList<Participation> Holders, IReadOnlyList<DataCategory> Contents, Actor Actor)
{
    /// <summary>The type's name only: the question is about a person.</summary>
    public override string ToString() => nameof(SummaryQuestion);
}

/// <summary>
/// Asks holders for pointers and then for contents, and tells what each answered (CON-11). Nothing is kept but what the door keeps of
/// every asking. Not within a transaction.
/// </summary>
public sealed class SummaryComposer(DoorRounds rounds, Self self, TimeProvider time)
{
    /// <summary>F18: services, then the contents named; in the order of the holders.</summary>
    public Task<IReadOnlyList<HolderAnswer>> ComposeAsync(SummaryQuestion question, CancellationToken cancellation) =>
        AskAllAsync(question, ServicesAsync, cancellation);

    /// <summary>F31: assessments and plans; in the order of the holders.</summary>
    public Task<IReadOnlyList<HolderAnswer>> FindAssessmentsAsync(SummaryQuestion question, CancellationToken cancellation) =>
        AskAllAsync(question, AssessmentsAsync, cancellation);

    private async Task<IReadOnlyList<HolderAnswer>> AskAllAsync(
        SummaryQuestion question,
        Func<DoorRound, Participation, SummaryQuestion, Task<HolderAnswer>> ask,
        CancellationToken cancellation)
    {
        using var round = rounds.Begin(cancellation);
        return await Task.WhenAll(question.Holders.Select(holder => ask(round, holder, question)).ToList());
    }

    private async Task<HolderAnswer> ServicesAsync(DoorRound round, Participation holder, SummaryQuestion question)
    {
        var told = await AskAsync(round, holder, Purpose.ClientSummary, DataCategory.ServicePointers, question);
        var answer = Of(holder, told);
        if (told.Content?.ServicePointers is not { } given)
        {
            return answer;
        }

        // Pointers first: content is asked for only where its holder has told that there is something.
        answer.Services.Add(given.Pointers);
        var contents = await Task.WhenAll(
            from category in question.Contents
            let purpose = SummaryCategories.PurposeOf(holder, self.Participation, category)
            where purpose is not null
            select AskAsync(round, holder, purpose.Value, category, question));
        answer.Contents.Add(contents);
        answer.Withheld.Add(contents.Where(content => content.State == AnswerState.Withheld).Select(content => content.Category));
        return answer;
    }

    private async Task<HolderAnswer> AssessmentsAsync(DoorRound round, Participation holder, SummaryQuestion question)
    {
        var told = await AskAsync(round, holder, Purpose.ClientSummary, DataCategory.AssessmentPointers, question);
        var answer = Of(holder, told);
        answer.Assessments.Add(told.Content?.AssessmentPointers.Pointers ?? []);
        return answer;
    }

    // One category in each request: a disclosure has exactly one basis of one flow, so what another flow opens would be withheld.
    private async Task<CategoryAnswer> AskAsync(
        DoorRound round, Participation holder, Purpose purpose, DataCategory category, SummaryQuestion question) => Read(
        category,
        await round.AskAsync(holder, new DiscloseRequest
        {
            RequestId = Guid.CreateVersion7(time.GetUtcNow()).ToString(),
            Subject = new Subject { PersonalIdentityCode = question.Person.Reveal() },
            Purpose = purpose,
            Categories = { category },
            Actor = question.Actor,
        }));

    private static HolderAnswer Of(Participation holder, CategoryAnswer pointers)
    {
        var answer = new HolderAnswer
        {
            Holder = holder.ToString(),
            State = pointers.State,
            Reason = pointers.Reason,
            DisclosureId = pointers.DisclosureId,
        };
        if (pointers.State == AnswerState.Withheld)
        {
            answer.Withheld.Add(pointers.Category);
        }

        return answer;
    }

    private static CategoryAnswer Read(DataCategory category, DoorAnswer answer) => answer switch
    {
        DoorAnswer.Given given when Only(category, given.Content) is { } content => new CategoryAnswer
        {
            Category = category,
            State = AnswerState.Given,
            Content = content,
            DisclosureId = given.DisclosureId.ToString(),
        },
        DoorAnswer.Withheld withheld => Without(category, AnswerState.Withheld, withheld.Reason),
        DoorAnswer.Damaged damaged => Without(category, AnswerState.Damaged, damaged.Reason),
        DoorAnswer.Unreachable => Without(category, AnswerState.Unreachable, ""),

        // A basis, and nothing that it could give: as if there had been none.
        _ => Without(category, AnswerState.Withheld, Refusals.NoBasis.Reason),
    };

    private static CategoryAnswer Without(DataCategory category, AnswerState state, string reason) =>
        new() { Category = category, State = state, Reason = reason };

    // The field of the category and nothing beside it: neither salt nor identity code, nor what was not asked.
    private static DisclosedContent? Only(DataCategory category, DisclosedContent content)
    {
        if (ContentFields.Of(category)?.Accessor is not { } field || field.GetValue(content) is not IMessage value)
        {
            return null;
        }

        var only = new DisclosedContent();
        field.SetValue(only, value);
        return only;
    }
}
