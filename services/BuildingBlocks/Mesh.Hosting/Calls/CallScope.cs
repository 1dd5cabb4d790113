namespace Mesh.Hosting.Calls;

/// <summary>The call being served: who makes it, and the token it came with.</summary>
public sealed class CallScope
{
    private Caller? _caller;

    /// <summary>Who calls.</summary>
    /// <exception cref="InvalidOperationException">No call is being served in this scope.</exception>
    public Caller Caller => _caller ?? throw new InvalidOperationException("No authenticated call in this scope.");

    /// <summary>Whether a call is being served.</summary>
    public bool HasCaller => _caller is not null;

    /// <summary>The person's access token, to ask the identity provider on the person's behalf, or for one to pass on; itself it never is.</summary>
    public string? Token { get; private set; }

    /// <summary>Sets who calls. Done once, by the call gate; tests of a slice do it in its place.</summary>
    public void Enter(Caller caller, string? token = null)
    {
        if (_caller is not null)
        {
            throw new InvalidOperationException("The caller of a scope is set once.");
        }

        _caller = caller;
        Token = token;
    }
}
