using Grpc.Core;
using Mesh.Hosting.Errors;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Consents.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure.Tests;

/// <summary>Does each act at a real holder and in the model, and compares what comes of it.</summary>
public sealed class ClientAtHolder(TestHolder holder, PersonalIdentityCode code, Guid subject)
{
    private readonly ClientModel _model = new();
    private readonly List<Asked> _asked = [];

    /// <summary>What was asked and came of it, for the ledger.</summary>
    public sealed record Asked(string RequestId, Participation Who, DataCategory[] What, DataCategory[] Given, Guid? Consent, Guid? Case);

    public IReadOnlyList<Asked> AllAsked => _asked;

    public Task DoAsync(ClientAct act) => act switch
    {
        ClientAct.Consents consents => ConsentAsync(consents),
        ClientAct.Narrows narrows => NarrowAsync(narrows),
        ClientAct.Withdraws withdraws => WithdrawAsync(withdraws),
        ClientAct.Refuses refuses => RefuseAsync(refuses),
        ClientAct.Lifts lifts => LiftAsync(lifts),
        ClientAct.Waits waits => WaitAsync(waits),
        ClientAct.OpensCase opens => OpenAsync(opens),
        ClientAct.ClosesCase closes => CloseAsync(closes),
        ClientAct.Asks asks => AskAsync(asks),
        _ => throw new ArgumentOutOfRangeException(nameof(act)),
    };

    private async Task ConsentAsync(ClientAct.Consents act)
    {
        var (first, last) = (holder.Clock.Today.AddDays(act.FirstDay), holder.Clock.Today.AddDays(act.LastDay));
        var form = TestHolder.Form(code, act.To, first.ToString("O", null), last.ToString("O", null));
        form.Purpose = act.Purpose;
        form.Categories.Clear();
        form.Categories.AddRange(act.What);
        var id = Guid.Parse((await holder.RegisterAsync(form)).ConsentId);
        _model.Consents.Add(new() { Id = id, To = act.To, Purpose = act.Purpose, What = act.What, First = first, Last = last });
    }

    private async Task NarrowAsync(ClientAct.Narrows act)
    {
        if (Choose(_model.Consents, act.Which) is not { IsWithdrawn: false } consent || holder.Clock.Today > consent.Last)
        {
            return;
        }

        var what = consent.What.Intersect(act.Keep).ToArray() is [_, ..] some ? some : consent.What;
        var last = consent.Last.AddDays(-act.DaysSooner) is var sooner && sooner >= consent.First && sooner >= holder.Clock.Today ? sooner : consent.Last;
        if (what.Length == consent.What.Length && last == consent.Last)
        {
            return;
        }

        await holder.NarrowMineAsync(code, new NarrowMyConsentRequest
        {
            RequestId = TestHolder.Id(),
            ConsentId = consent.Id.ToString(),
            Categories = { what },
            ValidThrough = last.ToString("O", null),
        });
        (consent.What, consent.Last) = (what, last);
    }

    private async Task WithdrawAsync(ClientAct.Withdraws act)
    {
        if (Choose(_model.Consents, act.Which) is not { } consent)
        {
            return;
        }

        if (consent.IsWithdrawn || holder.Clock.Today > consent.Last)
        {
            await Assert.ThrowsAsync<RpcException>(() => holder.WithdrawAsync(code, consent.Id.ToString()));
            return;
        }

        await holder.WithdrawAsync(code, consent.Id.ToString());
        consent.IsWithdrawn = true;
    }

    private async Task RefuseAsync(ClientAct.Refuses act)
    {
        var request = ClientCalls.Refuse();
        request.Recipient = act.To?.ToString() ?? "";
        request.Categories.AddRange(act.What);
        var id = Guid.Parse((await holder.RefuseAsync(code, request)).RefusalId);
        _model.Refusals.Add(new() { Id = id, To = act.To, What = act.What });
    }

    private async Task LiftAsync(ClientAct.Lifts act)
    {
        if (Choose(_model.Refusals, act.Which) is not { IsLifted: false } refusal)
        {
            return;
        }

        await holder.LiftMineAsync(code, refusal.Id.ToString());
        refusal.IsLifted = true;
    }

    private Task WaitAsync(ClientAct.Waits act)
    {
        holder.Clock.Set(holder.Clock.Now.AddHours(act.Hours));
        return Task.CompletedTask;
    }

    private Task OpenAsync(ClientAct.OpensCase act)
    {
        var opened = new ClientModel.OpenedCase { Id = Guid.CreateVersion7(), Party = act.Party };
        holder.Cases.All[opened.Id] = new KnownCase(opened.Id, subject, CaseKind.ActivationPlan, true, [act.Party]);
        _model.Cases.Add(opened);
        return Task.CompletedTask;
    }

    private async Task CloseAsync(ClientAct.ClosesCase act)
    {
        if (Choose(_model.Cases, act.Which) is not { IsOpen: true } closing)
        {
            return;
        }

        await holder.ActAsync(async (services, token) =>
        {
            await services.Get<SubjectGate>().AdvanceAsync(subject, token);
            holder.Cases.All[closing.Id] = holder.Cases.All[closing.Id] with { Open = false };
        });
        closing.IsOpen = false;
    }

    private async Task AskAsync(ClientAct.Asks act)
    {
        var by = act.ByCase < 0 ? null : Choose(_model.Cases, act.ByCase);
        var request = TestHolder.Request(code);
        request.Subject = by is null ? request.Subject : new Subject { CaseId = by.Id.ToString() };
        request.Purpose = act.Purpose;
        request.Categories.Clear();
        request.Categories.AddRange(act.What);
        var expected = _model.Expect(act.Who, act.Purpose, act.What, by, holder.Clock.Now);

        DataCategory[] given;
        try
        {
            var response = await holder.AskAsync(act.Who, request);
            given = Content(DisclosedContent.Parser.ParseFrom(response.Content));
            Assert.Equal(act.What.Except(given), response.Withheld);
            Assert.Equal(expected.Consent?.ToString() ?? "", response.Basis.ConsentId);
        }
        catch (RpcException refusal)
        {
            Assert.Contains(RefusalReader.ReasonOf(refusal), (string?[])["NO_BASIS", "CONSENT_REVOKED"]);
            given = [];
        }

        Assert.Equal(expected.Given.Order(), given.Order());
        _asked.Add(new(request.RequestId, act.Who, act.What, expected.Given, expected.Consent, expected.Case));
    }

    private static DataCategory[] Content(DisclosedContent content) =>
    [
        .. content.ServicePointers is null ? (DataCategory[])[] : [DataCategory.ServicePointers],
        .. content.AssessmentPointers is null ? (DataCategory[])[] : [DataCategory.AssessmentPointers],
        .. content.PlanCopy is null ? (DataCategory[])[] : [DataCategory.PlanCopy],
    ];

    private static T? Choose<T>(List<T> of, int which)
        where T : class => of.Count == 0 ? null : of[which % of.Count];
}
