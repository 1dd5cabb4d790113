using Mesh.Disclosure;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.WellbeingRegion.WorkAbility;

/// <summary>WORK_ABILITY_RESULT at the door (F19): day and outcome of the newest assessment. Its limits are a category of their own.</summary>
public sealed class OutcomeSource(AssessmentRegister register) : IDisclosureSource
{
    /// <inheritdoc />
    public DataCategory Category => DataCategory.WorkAbilityResult;

    /// <inheritdoc />
    public async Task ContributeAsync(DisclosedContent content, SourceRequest request, CancellationToken cancellation)
    {
        if (await register.NewestAsync(request.SubjectId, request.AsOf, cancellation) is { } newest)
        {
            content.WorkAbilityResult = new WorkAbilityResult { AssessedOn = newest.AssessedOn, Outcome = newest.Outcome };
        }
    }
}

/// <summary>CAPACITY_LIMITS at the door (F06, F19): the limits that the newest assessment found; nothing when it found none.</summary>
public sealed class LimitsSource(AssessmentRegister register) : IDisclosureSource
{
    /// <inheritdoc />
    public DataCategory Category => DataCategory.CapacityLimits;

    /// <inheritdoc />
    public async Task ContributeAsync(DisclosedContent content, SourceRequest request, CancellationToken cancellation)
    {
        if (await register.NewestAsync(request.SubjectId, request.AsOf, cancellation) is { Limits.Count: > 0 } newest)
        {
            content.CapacityLimits = new CapacityLimits { KnownOn = newest.AssessedOn, Limits = { newest.Limits } };
        }
    }
}
