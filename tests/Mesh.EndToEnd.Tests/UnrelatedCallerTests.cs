using Google.Protobuf;
using Google.Protobuf.Reflection;
using Mesh.Hosting;
using Mesh.Hosting.Errors;
using Mesh.Identity;
using Mesh.OpenApi;
using Tyollisyys.Mesh.Protos.ClientNotices.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Municipality.V1;
using Tyollisyys.Mesh.Protos.RehabilitativeWork.V1;
using Tyollisyys.Mesh.Protos.Rules.V1;
using Tyollisyys.Mesh.Protos.SocialCare.V1;

namespace Mesh.EndToEnd.Tests;

/// <summary>Whoever may call a method, and has nothing to do with whom it names, learns nothing: not even whether there is such a case.</summary>
[Collection(PlayedMesh.Collection)]
public sealed class UnrelatedCallerTests(PlayedMesh played)
{
    // In no journey.
    private const string Client = "helmi";
    private const string Aino = "140501A902D";
    private const string AinoOfVantaa = "140501A903E";
    private const int MostCategories = 20;
    private const string NobodysCode = "010190-987H";

    [Fact]
    public async Task Call_WhenAnUnrelatedCallerNamesWhatIsKnown_IsAnsweredAsForWhatIsNot()
    {
        // A play that stopped early leaves little that could be named.
        Assert.True(played.ExitCode == 0, played.Output);
        var mesh = await played.ServedAsync();
        var wrong = new List<string>();
        var compared = new HashSet<string>();
        foreach (var host in mesh.Mesh.Hosts)
        {
            foreach (var stranger in await StrangersAsync(mesh, host.Name))
            {
                var calls = mesh.Connect(stranger.Endpoint, stranger.Caller.Certificate).CreateCallInvoker();
                foreach (var method in OpenApiEndpoint.ServedBy(host.Host.Services).Where(method => RawCalls.AccessOf(method) == stranger.Caller.Right))
                {
                    foreach (var (what, known, unknown) in Pairs(mesh, method, stranger))
                    {
                        compared.Add(method.FullName);
                        var ofKnown = await RawCalls.AnswerAsync(calls, method, stranger.Caller.Token, known);
                        var ofUnknown = await RawCalls.AnswerAsync(calls, method, stranger.Caller.Token, unknown);
                        if (ofKnown.Shown != ofUnknown.Shown || !TellsNothing(method, ofKnown) || !TellsNothing(method, ofUnknown))
                        {
                            wrong.Add($"{host.Name} {method.FullName} of {what} by {stranger.Caller.Name}: {ofKnown.Shown} | {ofUnknown.Shown}");
                        }
                    }
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(compared.Count >= 40, $"Only of {compared.Count} methods: {string.Join(", ", compared)}");
    }

    private sealed record Stranger(AnyCaller Caller, Uri Endpoint, Participation As, IReadOnlyList<Participation> Holders);

    // Admitted by every method of their kind of access.
    private static async Task<List<Stranger>> StrangersAsync(ServedMesh mesh, string host)
    {
        var entries = mesh.Installation.Directory.Current.Entries;
        if (host == "gateway")
        {
            var token = await mesh.TokenAsync(Client, CertificateNames.Gateway);
            return [new(new("another client", null, token, Access.Client), mesh.Options.Gateway, entries[0].Participation, [.. entries.Select(entry => entry.Participation)])];
        }

        var at = entries.Single(entry => entry.Participation.Slug == host);
        Participation[] holders = [at.Participation];
        var gateway = mesh.Certificate(CertificateNames.Gateway);
        // The kinds that others' cooperation services admit.
        var strangers = entries.Select(entry => entry.Participation)
            .Where(each => each != at.Participation && each.Role is (ParticipantRole.SocialCare or ParticipantRole.Municipality))
            .Select(each => new Stranger(new($"{each}", mesh.Certificate(each.Urn), null, Access.Participant), at.Endpoint, each, holders))
            .ToList();
        strangers.Add(new(
            new("another client", gateway, await mesh.TokenAsync(Client, at.Participation.Urn), Access.Client), at.Endpoint, at.Participation, holders));
        if (WrongCallers.ProfessionalOf(at.Participation) is { } persona)
        {
            // Somebody who began there today.
            var token = WrongCallers.Signed(
                mesh, await mesh.TokenAsync(persona, at.Participation.Urn), expired: false, ownKey: true, subject: Guid.CreateVersion7().ToString());
            strangers.Add(new(new("a professional without a tie", gateway, token, Access.Professional), at.Endpoint, at.Participation, holders));
        }

        return strangers;
    }

    // Requests that differ in one thing: whether what they name is there.
    private IEnumerable<(string What, byte[] Known, byte[] Unknown)> Pairs(ServedMesh mesh, MethodDescriptor method, Stranger stranger)
    {
        if (method == DisclosureService.Descriptor.FindMethodByName(nameof(DisclosureService.DisclosureServiceBase.Disclose)))
        {
            return Disclosures(mesh, stranger);
        }

        // Posting is the office's work where the labour authority is not (docs/client-notices.md): nobody there is unrelated.
        var isOfTheOffice = method.FullName == LetterService.Descriptor.FullName + ".RecordLetterPosted"
            && stranger.Holders[0].Role != ParticipantRole.LabourAuthority;
        return
            from field in isOfTheOffice ? [] : method.InputType.Fields.InFieldNumberOrder()
            where KnownIds.Names(field)
            from holder in stranger.Holders
            from id in KnownIds.At(played.Folder, holder.Slug, field, stranger.As)
            select (field.Name, Request(method, holder, field, id), Request(method, holder, field, Guid.CreateVersion7().ToString()));
    }

    private IEnumerable<(string What, byte[] Known, byte[] Unknown)> Disclosures(ServedMesh mesh, Stranger stranger)
    {
        var pairs = Subject.Descriptor.Fields.InFieldNumberOrder().Where(KnownIds.Names)
            .SelectMany(field => KnownIds.At(played.Folder, stranger.Holders[0].Slug, field, stranger.As).Select(id => (Field: field, Known: id, Unknown: Guid.CreateVersion7().ToString())))
            .Append((Field: Subject.Descriptor.FindFieldByNumber(Subject.PersonalIdentityCodeFieldNumber), Known: IsOfVantaa(stranger.As) ? Aino : AinoOfVantaa, Unknown: NobodysCode));
        return
            from pair in pairs
            from purpose in Enum.GetValues<Purpose>().Where(purpose => purpose != Purpose.Unspecified)
            from categories in Enum.GetValues<DataCategory>().Where(category => category != DataCategory.Unspecified).Chunk(MostCategories)
            select ($"{pair.Field.Name} for {purpose}", Sent(pair.Field, pair.Known, purpose, categories), Sent(pair.Field, pair.Unknown, purpose, categories));

        byte[] Sent(FieldDescriptor field, string value, Purpose purpose, DataCategory[] categories) =>
            mesh.Sign(Disclosure(field, value, purpose, categories), stranger.As, stranger.Holders[0]).ToByteArray();
    }

    // The journeys are of two areas, and nobody of the one has to do with a client of the other.
    private static bool IsOfVantaa(Participation participation) => participation.Organisation.ToString() is "3221347-3" or "0124610-9";

    private static DiscloseRequest Disclosure(FieldDescriptor field, string value, Purpose purpose, DataCategory[] categories)
    {
        var request = (DiscloseRequest)Example(DiscloseRequest.Descriptor);
        request.RequestId = Guid.CreateVersion7().ToString();
        request.Subject = new Subject();
        field.Accessor.SetValue(request.Subject, value);
        request.Purpose = purpose;
        request.Categories.Clear();
        request.Categories.Add(categories);
        return request;
    }

    private static byte[] Request(MethodDescriptor method, Participation holder, FieldDescriptor field, string id)
    {
        var request = Example(method.InputType);
        method.InputType.FindFieldByName("request_id")?.Accessor.SetValue(request, Guid.CreateVersion7().ToString());
        // At the gateway: which participation holds it.
        method.InputType.FindFieldByName("participant")?.Accessor.SetValue(request, holder.ToString());
        field.Accessor.SetValue(request, id);
        switch (request)
        {
            // What their contracts say in words only.
            case RecordAttendanceRequest attendance:
                attendance.Attended.Add("2024-01-15");
                break;
            case AgreePlacementRequest placement:
                placement.Schedule.HoursPerDay = 4;
                placement.Schedule.LastDay = "2024-05-31";
                placement.WorkProvider.BusinessId = "0162193-3";
                break;
            case RecordClientGroupRequest group:
                group.ClientGroup = "GENERAL";
                break;
        }

        return request.ToByteArray();
    }

    private static IMessage Example(MessageDescriptor message) => JsonParser.Default.Parse(ExampleMessages.OfRequest(message, []).ToJsonString(), message);

    // NO_BASIS, or lists without a row and counts of none. A place is asked for at a workplace, and that one is not there.
    private static bool TellsNothing(MethodDescriptor method, RawAnswer answer) => answer.Refusal is { } refusal
        ? RefusalReader.ReasonOf(refusal) == "NO_BASIS"
            || (method.FullName == WorkplaceCooperationService.Descriptor.FullName + ".RequestPlace" && RefusalReader.ReasonOf(refusal) == "WORKPLACE_UNKNOWN")
        : answer.Message.Length == 0;
}
