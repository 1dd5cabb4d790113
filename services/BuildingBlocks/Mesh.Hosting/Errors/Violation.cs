namespace Mesh.Hosting.Errors;

/// <summary>One way in which a request breaks its contract.</summary>
/// <param name="Field">Path in the names of the .proto file, for example services[0].starts_on.</param>
/// <param name="Code">UPPER_SNAKE_CASE, for example REQUIRED.</param>
/// <param name="Description">What the field must satisfy, in English; never what was given.</param>
public sealed record Violation(string Field, string Code, string Description);
