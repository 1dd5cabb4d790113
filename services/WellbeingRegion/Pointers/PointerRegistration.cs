using Mesh.Disclosure;

namespace Mesh.WellbeingRegion.Pointers;

/// <summary>Registers what tells that something exists here.</summary>
internal static class PointerRegistration
{
    public static IServiceCollection AddPointers(this IServiceCollection services) => services
        .AddDisclosureSource<CarePointers>()
        .AddDisclosureSource<HeldAssessments>();
}
