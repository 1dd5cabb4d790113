namespace Mesh.Hosting.Calls;

/// <summary>What must be on record before the answer of a call leaves. When it cannot be written, the call fails and nothing leaves.</summary>
public interface IBeforeAnswer
{
    /// <summary>Writes it; the method has answered, and no transaction of it is running.</summary>
    /// <param name="method">The method's name without its service.</param>
    /// <param name="cancellation">Gives up.</param>
    Task BeforeAnswerAsync(string method, CancellationToken cancellation);
}
