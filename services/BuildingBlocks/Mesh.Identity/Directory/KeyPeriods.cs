namespace Mesh.Identity;

/// <summary>The periods of one participation's keys of one kind. Which key signs on a day must not depend on the order of the list: rotation closes the old key first.</summary>
internal sealed class KeyPeriods(List<DirectoryViolation> violations)
{
    private readonly List<(DateOnly From, DateOnly To)> _periods = [];

    public void Add(string path, DateOnly from, DateOnly? to)
    {
        var last = to ?? DateOnly.MaxValue;
        if (_periods.Any(period => period.From <= last && from <= period.To))
        {
            violations.Add(new(path, DirectoryFaults.KeyOverlap, "An earlier key of this participation is valid on some of these days; close it with \"to\"."));
        }

        _periods.Add((from, last));
    }
}
