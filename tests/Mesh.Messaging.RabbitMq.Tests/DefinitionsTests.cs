using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Mesh.Identity;
using Mesh.TestKit;
using Mesh.Topology;

namespace Mesh.Messaging.RabbitMq.Tests;

/// <summary>What the definitions give and, above all, what they do not. That RabbitMQ 3.10 imports them, every test on the broker shows.</summary>
public sealed class DefinitionsTests : IDisposable
{
    private readonly Installation _installation = new();

    private JsonNode Definitions => JsonNode.Parse(BrokerDefinitions.Of(_installation.Directory))!;

    private List<Participation> All => [.. _installation.Directory.Entries.Select(entry => entry.Participation)];

    [Fact]
    public void Definitions_WhenMadeTwice_AreTheSameBytes() =>
        Assert.Equal(BrokerDefinitions.Of(_installation.Directory), BrokerDefinitions.Of(_installation.Directory));

    [Fact]
    public void Users_WhenMade_AreTheParticipationsWithoutPasswordOrTag()
    {
        var users = Definitions["users"]!.AsArray();

        Assert.Equal(All.Select(one => one.Urn).Order(StringComparer.Ordinal), users.Select(user => user!["name"]!.GetValue<string>()).Order(StringComparer.Ordinal));
        Assert.All(users, user => Assert.Equal("", user!["password_hash"]!.GetValue<string>()));
        Assert.All(users, user => Assert.Empty(user!["tags"]!.AsArray()));
    }

    [Fact]
    public void Permissions_WhenHeldAgainstEveryName_MatchTheOwnOnly()
    {
        var names = All.SelectMany(one => new[] { BrokerNames.Outgoing(one), BrokerNames.Incoming(one), BrokerNames.Dead(one) })
            .Concat(["", "amq.default", "amq.direct", "amq.gen-x", "amq.rabbitmq.reply-to"]).ToList();

        // A dot of a name stands for itself: out.0246246-0xSOCIAL_INSURANCE is nobody's.
        names.AddRange(All.Select(one => BrokerNames.Outgoing(one).Replace($".{one.Role.WireCode()}", $"x{one.Role.WireCode()}", StringComparison.Ordinal)));
        foreach (var one in All)
        {
            var permission = Definitions["permissions"]!.AsArray().Single(node => node!["user"]!.GetValue<string>() == one.Urn)!;
            Assert.DoesNotContain(names, name => name.Length > 0 && Matches(permission, "configure", name));
            Assert.Equal([BrokerNames.Outgoing(one)], names.Where(name => Matches(permission, "write", name)));
            Assert.Equal([BrokerNames.Incoming(one), BrokerNames.Dead(one)], names.Where(name => Matches(permission, "read", name)));
        }
    }

    // RabbitMQ 4: no classic mirroring, from 4.3 no transient queues that others can use; a delivery limit of 20 where none is said.
    [Fact]
    public void Queues_WhenMade_AreDurableQuorumQueuesThatSayTheirDeliveryLimit()
    {
        var queues = Definitions["queues"]!.AsArray();

        Assert.Equal(2 * All.Count, queues.Count);
        Assert.All(queues, queue => Assert.True(queue!["durable"]!.GetValue<bool>()));
        Assert.All(queues, queue => Assert.False(queue!["auto_delete"]!.GetValue<bool>()));
        Assert.All(queues, queue => Assert.Equal("quorum", queue!["arguments"]!["x-queue-type"]!.GetValue<string>()));
        Assert.All(queues, queue => Assert.True(queue!["arguments"]!["x-delivery-limit"]!.GetValue<int>() > 20));
        Assert.Null(Definitions["policies"]);
    }

    [Fact]
    public void Queues_WhenNoticesCanDieInThem_LetThemDieIntoTheOwnersOther()
    {
        foreach (var one in All)
        {
            var arguments = Definitions["queues"]!.AsArray().Single(queue => queue!["name"]!.GetValue<string>() == BrokerNames.Incoming(one))!["arguments"]!;
            Assert.Equal(BrokerNames.Dead(one), arguments["x-dead-letter-exchange"]!.GetValue<string>());

            // The one strategy that cannot lose them, and what it asks for.
            Assert.Equal("at-least-once", arguments["x-dead-letter-strategy"]!.GetValue<string>());
            Assert.Equal("reject-publish", arguments["x-overflow"]!.GetValue<string>());
        }
    }

    [Fact]
    public void Bindings_WhenMade_JoinEachWithEachOtherByTheRecipientsKeyAndNoneWithItself()
    {
        var bindings = Definitions["bindings"]!.AsArray()
            .Select(binding => (From: Text(binding, "source"), To: Text(binding, "destination"), Key: Text(binding, "routing_key")))
            .ToList();

        var expected = All.SelectMany(from => All.Where(to => to != from)
                .Select(to => (From: BrokerNames.Outgoing(from), To: BrokerNames.Incoming(to), Key: BrokerNames.IdOf(to))))
            .Concat(All.Select(one => (From: BrokerNames.Dead(one), To: BrokerNames.Dead(one), Key: "")));
        Assert.Equal(expected.Order(), bindings.Order());
    }

    [Fact]
    public void Names_WhenReadBack_GiveTheirOwner()
    {
        Assert.All(All, one => Assert.Equal(one, BrokerNames.OwnerOf(BrokerNames.Outgoing(one))));
        Assert.Null(BrokerNames.OwnerOf(BrokerNames.Incoming(Participants.Kela)));
        Assert.Null(BrokerNames.OwnerOf("out.somebody"));
        Assert.Null(BrokerNames.OwnerOf(""));
    }

    public void Dispose() => _installation.Dispose();

    private static bool Matches(JsonNode permission, string right, string name) => Regex.IsMatch(name, permission[right]!.GetValue<string>());

    private static string Text(JsonNode? node, string name) => node![name]!.GetValue<string>();
}
