using System.Globalization;
using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using Mesh.Disclosure;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Errors;
using Mesh.Identity;
using Mesh.Statutes;
using Mesh.TestKit;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Kela.V1;
using Tyollisyys.Mesh.Protos.Referrals.V1;
using Tyollisyys.Mesh.Protos.RehabilitativeWork.V1;
using Benefit = Tyollisyys.Mesh.Protos.Kela.V1.Benefit;

namespace Mesh.TeOffice.Tests.Hosts;

/// <summary>Other participations' doors, which answer as the test says.</summary>
internal sealed class FakeDoors : IDoorClients
{
    /// <summary>What was asked, of whom.</summary>
    public List<(Participation Holder, DiscloseRequest Request)> Asked { get; } = [];

    /// <summary>The answer; by default nobody is there.</summary>
    public Func<DiscloseRequest, DiscloseResponse> Answer { get; set; } = _ => throw Unreachable();

    public DisclosureService.DisclosureServiceClient DoorOf(Participation holder) => new Client(this, holder);

    public static RpcException Unreachable() => new(new Status(StatusCode.Unavailable, ""));

    public void BeUnreachable() => Answer = _ => throw Unreachable();

    public void Withhold() => Answer = _ => throw Refusals.NoBasis.Raise();

    /// <summary>Kela about a person whose labour market subsidy was paid on these days.</summary>
    public void TellPaidDays(PersonalIdentityCode code, params DateOnly[] paid) => Answer = request =>
        Given(Counts(code, request.AsOf.Length == 0 ? throw new FormatException() : WireDate.Read(request.AsOf), paid, request.Purpose));

    /// <summary>A region about a client it refers.</summary>
    public void TellReferral(PersonalIdentityCode code, RegionReferral referral) => Answer = _ => Given(new DisclosedContent
    {
        Salt = ByteString.CopyFrom(new byte[32]),
        PersonalIdentityCode = code.Reveal(),
        RegionReferral = referral,
    });

    /// <summary>A region about a placement; it names nobody.</summary>
    public void TellPlacement(PlacementNotice placement) => Answer = _ => Given(new DisclosedContent
    {
        Salt = ByteString.CopyFrom(new byte[32]),
        Placement = placement,
    });

    /// <summary>An answer with the content's digest.</summary>
    public static DiscloseResponse Given(DisclosedContent content) => new()
    {
        DisclosureId = Guid.CreateVersion7().ToString(),
        Content = content.ToByteString(),
        ContentSha256 = ByteString.CopyFrom(SHA256.HashData(content.ToByteArray())),
        Basis = new Basis { Kind = BasisKind.Right, Flow = "F02" },
    };

    /// <summary>
    /// The counts that Kela tells, counted here by hand (GEN-COUNT-1 and 2, A2): the two windows of the rules under 25, and for the joint
    /// service all days.
    /// </summary>
    public static DisclosedContent Counts(PersonalIdentityCode code, DateOnly asOf, IReadOnlyCollection<DateOnly> paid, Purpose purpose = Purpose.ActivationPlanNeed)
    {
        var month = new DateOnly(asOf.Year, asOf.Month, 1);
        var content = new DisclosedContent
        {
            Salt = ByteString.CopyFrom(new byte[32]),
            PersonalIdentityCode = code.Reveal(),
            BenefitDays = new BenefitDayCounts
            {
                AsOf = WireDate.Write(asOf),
                Counts =
                {
                    Count(CivilTime.AddMonths(asOf, -12).AddDays(1), asOf),
                    Count(month.AddMonths(-12), month.AddDays(-1)),
                },
                LastPaidDate = WireDate.WriteOptional(paid.Where(day => day <= asOf).Cast<DateOnly?>().Max()),
                Spells = { new UnbrokenSpell { Benefit = Benefit.UnemploymentDailyAllowance, WholeMonths = 0 } },
            },
        };
        if (purpose == Purpose.JointService)
        {
            content.BenefitDays.Counts.Add(Count(null, asOf));
        }

        return content;

        DayCount Count(DateOnly? first, DateOnly last) => new()
        {
            Benefit = Benefit.LabourMarketSubsidy,
            First = WireDate.WriteOptional(first),
            Last = WireDate.Write(last),
            Days = paid.Count(day => (first is null || day >= first) && day <= last),
        };
    }

    private sealed class Client(FakeDoors doors, Participation holder) : DisclosureService.DisclosureServiceClient
    {
        public override AsyncUnaryCall<DiscloseResponse> DiscloseAsync(
            DiscloseRequest request, Metadata? headers = null, DateTime? deadline = null, CancellationToken cancellationToken = default)
        {
            doors.Asked.Add((holder, request.Clone()));
            return new(Task.Run(() => doors.Answer(request).WithReceipt(request, holder)), Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });
        }
    }
}

/// <summary>Days in tests.</summary>
internal static class Days
{
    /// <summary>A date as the domain's tables write it: 10.11.2023.</summary>
    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "d.M.yyyy", CultureInfo.InvariantCulture);

    /// <summary>One paid day for each weekday, ends included.</summary>
    public static DateOnly[] Weekdays(string first, string last) =>
    [
        .. Enumerable.Range(Day(first).DayNumber, Day(last).DayNumber - Day(first).DayNumber + 1)
            .Select(DateOnly.FromDayNumber)
            .Where(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)),
    ];
}
