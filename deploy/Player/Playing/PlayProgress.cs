namespace Mesh.Player;

/// <summary>Hears how a play goes on.</summary>
public interface IPlayProgress
{
    /// <summary>The files are read; the play begins.</summary>
    void Begins(IReadOnlyList<ScenarioFile> files);

    /// <summary>A step is about to be played.</summary>
    void Starts(ScenarioStep beginning);

    /// <summary>A step is over.</summary>
    void Ends(StepResult result);
}

/// <summary>Says nothing.</summary>
public sealed class SilentProgress : IPlayProgress
{
    /// <inheritdoc/>
    public void Begins(IReadOnlyList<ScenarioFile> files)
    {
    }

    /// <inheritdoc/>
    public void Starts(ScenarioStep beginning)
    {
    }

    /// <inheritdoc/>
    public void Ends(StepResult result)
    {
    }
}
