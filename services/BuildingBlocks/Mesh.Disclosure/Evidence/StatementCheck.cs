using Google.Protobuf;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Signing;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>Holds a request against the requester's statement of it.</summary>
internal sealed class StatementCheck(StatementKeys keys, Self self, TimeProvider time)
{
    /// <summary>Code of a text that is no statement of a request.</summary>
    public const string NoStatement = "NO_STATEMENT";

    /// <summary>Code of a statement by or for another participation.</summary>
    public const string OtherParty = "OTHER_PARTY";

    /// <summary>Code of a statement that says it was signed too long ago, or in the future.</summary>
    public const string OutsideWindow = "OUTSIDE_WINDOW";

    /// <summary>Code of a statement whose signature is not by a key that the directory lists for the requester.</summary>
    public const string Signature = "SIGNATURE";

    /// <summary>Code of a statement that says something else than the request it came with.</summary>
    public const string Differs = "DIFFERS";

    private const string Field = "statement";

    /// <summary>The statement; null when there is none, which the contract refuses, or it is not this request's.</summary>
    public RequestStatement? Read(DiscloseRequest request, Participation requester, Violations violations)
    {
        if (request.Statement.Length == 0)
        {
            return null;
        }

        if (Statements.Read(request.Statement, RequestStatement.Type) is not { } statement
            || !Guid.TryParseExact(statement.TextOf("jti"), "D", out var id)
            || statement.MomentOf("iat") is not { } signedAt
            || statement.BytesOf("request") is not { } bytes)
        {
            violations.Add(Field, NoStatement, "Must be a signed statement of the request: docs/evidence.md.");
            return null;
        }

        if (statement.TextOf("iss") != requester.Urn || statement.TextOf("aud") != self.Participation.Urn)
        {
            violations.Add(Field, OtherParty, "Must be made by the calling participation for this one.");
        }

        if ((time.GetUtcNow() - signedAt).Duration() > RequestStatement.Window)
        {
            violations.Add(Field, OutsideWindow, "Must be signed at most five minutes ago.");
        }

        if (!statement.IsOf(requester, HelsinkiTime.DateOf(signedAt), keys))
        {
            violations.Add(Field, Signature, "Must be signed with a key that the directory lists for the calling participation on that day.");
        }

        if (!Says(bytes, request))
        {
            violations.Add(Field, Differs, "Must state exactly the request that it came with.");
        }

        return new RequestStatement(id, request.Statement, signedAt);
    }

    // Compared as messages: two languages may write one request in two ways. What is kept and digested is what was signed.
    private static bool Says(byte[] bytes, DiscloseRequest request)
    {
        var sent = request.Clone();
        sent.Statement = "";
        try
        {
            return DiscloseRequest.Parser.ParseFrom(bytes).Equals(sent);
        }
        catch (InvalidProtocolBufferException)
        {
            return false;
        }
    }
}
