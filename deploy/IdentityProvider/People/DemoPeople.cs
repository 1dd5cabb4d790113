using System.Collections.Frozen;

namespace Mesh.IdentityProvider.People;

/// <summary>The people who can sign in. Artificial ones only, whatever the environment: real people sign in with a real authority.</summary>
public sealed class DemoPeople
{
    private readonly FrozenDictionary<string, DemoPerson> _byId;

    private DemoPeople(IReadOnlyList<DemoPerson> people)
    {
        All = people;
        _byId = people.ToFrozenDictionary(person => person.Id, StringComparer.Ordinal);
    }

    /// <summary>Everybody, in the order of the file.</summary>
    public IReadOnlyList<DemoPerson> All { get; }

    /// <summary>The people that come with the provider.</summary>
    public static DemoPeople BuiltIn()
    {
        using var stream = typeof(DemoPeople).Assembly.GetManifestResourceStream("people.json")!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return Of(bytes.ToArray());
    }

    /// <summary>The people of a file.</summary>
    /// <exception cref="PeopleRefusedException">The file has violations.</exception>
    public static DemoPeople Of(ReadOnlySpan<byte> json)
    {
        var (people, violations) = PeopleReader.Read(json);
        return violations.Count == 0 ? new(people) : throw new PeopleRefusedException(violations);
    }

    /// <summary>A person by id, or null.</summary>
    public DemoPerson? Find(string? id) => id is null ? null : _byId.GetValueOrDefault(id);
}
