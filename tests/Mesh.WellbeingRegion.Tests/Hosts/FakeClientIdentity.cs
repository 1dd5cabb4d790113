using Mesh.Hosting.Calls;
using Mesh.Identity;
using Mesh.WellbeingRegion.Tests.Assistance;

namespace Mesh.WellbeingRegion.Tests.Hosts;

/// <summary>The identity provider's answer about a calling client.</summary>
internal sealed class FakeClientIdentity(CallScope call) : IClientIdentity
{
    public Task<PersonalIdentityCode> CodeOfCallerAsync(CancellationToken cancellation) =>
        Task.FromResult(PersonalIdentityCode.Parse(call.Caller == Participants.AinoHerself ? Participants.Aino : EetusCase.Code).Value);
}
