using Mesh.Disclosure;

namespace Mesh.Kela.Pointers;

/// <summary>What tells that something exists at Kela. It holds no assessments and no plans, so it has no source of pointers to them.</summary>
public static class PointerRegistration
{
    /// <summary>Adds the source at the door.</summary>
    public static IServiceCollection AddPointers(this IServiceCollection services) => services.AddDisclosureSource<BenefitPointers>();
}
