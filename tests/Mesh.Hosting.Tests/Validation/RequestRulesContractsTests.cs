using CsCheck;
using Google.Api;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Validation;

namespace Mesh.Hosting.Tests.Validation;

/// <summary>What holds for every request of the contracts.</summary>
public class RequestRulesContractsTests
{
    public static TheoryData<string> EveryRequest() => [.. RandomMessages.Requests.Select(request => request.FullName)];

    [Theory]
    [MemberData(nameof(EveryRequest))]
    public void Check_WhenRequestIsEmpty_ListsEveryRequiredField(string name)
    {
        var type = MeshContracts.Messages[name];
        var required = type.Fields.InDeclarationOrder().Where(IsRequired).Select(field => field.Name)
            .Concat(type.Oneofs.Where(oneof => !oneof.IsSynthetic && oneof.Fields.Count == type.Fields.InDeclarationOrder().Count).Select(oneof => oneof.Name));

        var found = RequestRules.Check(type.Parser.ParseFrom(ByteString.Empty)).All;

        Assert.Equal(required.Order(), found.Select(violation => violation.Field).Order());
        Assert.All(found, violation => Assert.Equal("REQUIRED", violation.Code));
    }

    [Fact]
    public void Check_WhenContentIsAnything_NeverThrowsAndNeverRepeatsIt() =>
        RandomMessages.Any.Sample(
            message =>
            {
                foreach (var violation in RequestRules.Check(message).All)
                {
                    Assert.Matches("^[a-z][a-z0-9_]*(\\[[0-9]+\\])?(\\.[a-z][a-z0-9_]*(\\[[0-9]+\\])?)*$", violation.Field);
                    Assert.Matches("^[A-Z][A-Z0-9_]+[A-Z0-9]$", violation.Code);
                    Assert.DoesNotContain(
                        RandomMessages.Texts.Where(text => text != "PILOT"),
                        text => violation.Description.Contains(text, StringComparison.Ordinal));
                }
            },
            iter: 20_000);

    [Fact]
    public void Check_WhenContentIsAnything_RaisesAStatusThatCanBeRead() =>
        RandomMessages.Any.Where(message => RequestRules.Check(message).Any).Sample(
            message =>
            {
                var violations = RequestRules.Check(message);
                var read = Mesh.Hosting.Errors.RefusalReader.ViolationsOf(violations.Raise());
                Assert.NotEmpty(read);
                Assert.Equal(violations.All.Take(read.Count), read);
            },
            iter: 500);

    private static bool IsRequired(FieldDescriptor field) =>
        field.GetOptions()?.GetExtension(FieldBehaviorExtensions.FieldBehavior)?.Contains(FieldBehavior.Required) == true;
}
