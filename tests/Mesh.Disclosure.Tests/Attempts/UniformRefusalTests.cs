using Grpc.Core;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure.Tests;

/// <summary>Whoever has no basis learns nothing, not even whether there is such a person.</summary>
public sealed class UniformRefusalTests
{
    public enum Way
    {
        Code,
        Case,
        Notice,
        CodeWithNoticeProof,
    }

    [Theory]
    [InlineData(Way.Code)]
    [InlineData(Way.Case)]
    [InlineData(Way.Notice)]
    [InlineData(Way.CodeWithNoticeProof)]
    public async Task Disclose_WhenUnknownOrKnownWithoutBasis_AnswersTheSameBytesByTheSameStatements(Way way)
    {
        var sql = new SqlRecorder();
        await using var holder = await TestHolder.OpenAsync(People.Municipality, null, sql);
        await holder.RegisterAsync(TestHolder.Form(People.Aino, People.OtherRegion));
        var aino = await holder.KnowAsync(People.Aino);
        var (caseId, noticeId) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        holder.Cases.All[caseId] = new KnownCase(caseId, aino, CaseKind.ActivationPlan, true, [People.OtherRegion]);
        await holder.ActAsync((services, _) =>
        {
            services.Get<NoticeSubjects>().Link(noticeId, aino, People.OtherRegion, caseId);
            return Task.CompletedTask;
        });

        var known = await AttemptAsync(holder, sql, Request(way, People.AinoText, caseId, noticeId));
        var unknown = await AttemptAsync(holder, sql, Request(way, People.EetuText, Guid.CreateVersion7(), Guid.CreateVersion7()));
        var again = await AttemptAsync(holder, sql, Request(way, People.EetuText, Guid.CreateVersion7(), Guid.CreateVersion7()));

        Assert.Equal(known.Wire, unknown.Wire);
        Assert.Equal(known.Sql, unknown.Sql);
        Assert.Equal(known.Sql, again.Sql);
        Assert.Contains(known.Sql, text => text.Contains("INSERT INTO disclosure_ledger", StringComparison.Ordinal));
        Assert.Equal(3, (await holder.LedgerAsync()).Count(row => row.ShownReason == "NO_BASIS"));
        Assert.Single((await holder.JournalAsync()).Where(step => step.Step.EndsWith("Disclose", StringComparison.Ordinal))
            .Select(step => (step.Step, step.Outcome, step.Counterpart, step.CaseId)).Distinct());
    }

    private static async Task<(string Wire, IReadOnlyList<string> Sql)> AttemptAsync(TestHolder holder, SqlRecorder sql, DiscloseRequest request)
    {
        sql.Take();
        var refusal = await Assert.ThrowsAsync<RpcException>(() => holder.AskAsync(People.Region, request));
        var trailers = refusal.Trailers.Select(entry => entry.Key + "=" + (entry.IsBinary ? Convert.ToHexString(entry.ValueBytes) : entry.Value));
        return ($"{refusal.Status} {string.Join('\n', trailers)}", sql.Take());
    }

    private static DiscloseRequest Request(Way way, string code, Guid caseId, Guid noticeId)
    {
        var request = TestHolder.Request(People.Aino);
        request.Subject = way switch
        {
            Way.Case => new Subject { CaseId = caseId.ToString() },
            Way.Notice => new Subject { NoticeId = noticeId.ToString() },
            _ => new Subject { PersonalIdentityCode = code },
        };
        if (way == Way.CodeWithNoticeProof)
        {
            request.Proof = new CaseProof { NoticeId = noticeId.ToString() };
        }

        return request;
    }
}
