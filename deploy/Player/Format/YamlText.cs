using System.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Mesh.Player;

/// <summary>YAML as text: read with faults that have a place, written in one canonical form.</summary>
internal static class YamlText
{
    public static YamlNode? Parse(string text, FaultList faults)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents.Count == 1)
            {
                return stream.Documents[0].RootNode;
            }

            faults.Add(new SourceSpot(faults.File, 1, 1), "One YAML document is expected.");
        }
        catch (YamlException e)
        {
            faults.Add(faults.SpotOf(e.Start), e.InnerException?.Message ?? e.Message);
        }

        return null;
    }

    /// <summary>One form for all layouts of the same content; the order of keys and whether a scalar is quoted count.</summary>
    public static string Canonical(YamlNode node)
    {
        var text = new StringBuilder();
        Write(node, text);
        return text.ToString();
    }

    private static void Write(YamlNode node, StringBuilder text)
    {
        switch (node)
        {
            case YamlMappingNode map:
                text.Append('{');
                foreach (var (key, value) in map.Children)
                {
                    Write(key, text);
                    text.Append(':');
                    Write(value, text);
                }

                text.Append('}');
                break;
            case YamlSequenceNode list:
                text.Append('[');
                foreach (var child in list.Children)
                {
                    Write(child, text);
                    text.Append(',');
                }

                text.Append(']');
                break;
            case YamlScalarNode scalar:
                text.Append(scalar.Style is ScalarStyle.Plain ? 'p' : 'q').Append(scalar.Value?.Length ?? 0).Append('"').Append(scalar.Value);
                break;
        }
    }
}
