using System.Text;
using System.Text.RegularExpressions;
using Google.Api;
using Google.Protobuf.Reflection;
using Tyollisyys.Mesh.Protos.Rules.V1;

namespace Mesh.OpenApi;

/// <summary>How a method is called by HTTP, read from its google.api.http option.</summary>
/// <param name="Method">The method.</param>
/// <param name="Verb">GET or POST.</param>
/// <param name="Path">With its variables as JSON names, for example /v1/my/consents/{consentId}:withdraw.</param>
/// <param name="PathFields">Fields of the request bound by the path.</param>
/// <param name="HasBody">Whether the other fields are the body; otherwise they are the query.</param>
public sealed partial record HttpCall(
    MethodDescriptor Method, HttpMethod Verb, string Path, IReadOnlyList<FieldDescriptor> PathFields, bool HasBody)
{
    /// <summary>Who may call the method.</summary>
    public Access Access => Method.GetOptions()?.GetExtension(RulesExtensions.Access) ?? Access.Unspecified;

    /// <summary>The call; null for a method without REST form: JSON transcoding does not carry a client's stream.</summary>
    /// <exception cref="NotSupportedException">The rule has a form that the contracts do not use.</exception>
    public static HttpCall? Of(MethodDescriptor method)
    {
        if (method.GetOptions()?.GetExtension(AnnotationsExtensions.Http) is not { } rule)
        {
            return null;
        }

        var (verb, template) = rule.PatternCase switch
        {
            HttpRule.PatternOneofCase.Get => (HttpMethod.Get, rule.Get),
            HttpRule.PatternOneofCase.Post => (HttpMethod.Post, rule.Post),
            _ => throw new NotSupportedException($"{method.FullName}: only get and post are used."),
        };
        if (rule.Body is not ("" or "*"))
        {
            throw new NotSupportedException($"{method.FullName}: the body is the whole request or nothing.");
        }

        var fields = new List<FieldDescriptor>();
        var path = new StringBuilder();
        var from = 0;
        foreach (var variable in Variable().EnumerateMatches(template))
        {
            var name = template[(variable.Index + 1)..(variable.Index + variable.Length - 1)];
            var field = method.InputType.FindFieldByName(name)
                ?? throw new NotSupportedException($"{method.FullName}: {name} is no field of the request.");
            fields.Add(field);
            path.Append(template, from, variable.Index - from).Append('{').Append(field.JsonName).Append('}');
            from = variable.Index + variable.Length;
        }

        path.Append(template, from, template.Length - from);
        return new HttpCall(method, verb, path.ToString(), fields, rule.Body == "*");
    }

    [GeneratedRegex(@"\{[a-z_]+\}")]
    private static partial Regex Variable();
}
