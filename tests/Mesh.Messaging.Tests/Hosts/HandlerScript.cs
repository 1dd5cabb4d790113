namespace Mesh.Messaging.Tests.Hosts;

/// <summary>What the handlers of a host are to do; a test changes it while the host runs.</summary>
internal sealed class HandlerScript
{
    private int _prepared;

    /// <summary>Called with the handler's name before anything is prepared; throws to fail.</summary>
    public Func<string, Task> Preparing { get; set; } = _ => Task.CompletedTask;

    /// <summary>Called with the handler's name after the act has written; throws to fail.</summary>
    public Func<string, Task> Acting { get; set; } = _ => Task.CompletedTask;

    /// <summary>How often anything was prepared.</summary>
    public int Prepared => _prepared;

    public void CountPreparation() => Interlocked.Increment(ref _prepared);

    public void Heal()
    {
        Preparing = _ => Task.CompletedTask;
        Acting = _ => Task.CompletedTask;
    }
}
