using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Mesh.Cli.Tests;

/// <summary><c>mesh directory</c>.</summary>
public sealed class DirectoryTests : IDisposable
{
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task Check_WhenTheDirectoryIsWell_SaysSo()
    {
        Assert.Equal(0, await _shell.RunAsync("directory", "check", Copy(), "--json"));
        Assert.True((bool)_shell.Json["valid"]!);
        Assert.Empty(_shell.Json["violations"]!.AsArray());
    }

    [Fact]
    public async Task Check_WhenSeveralThingsAreWrong_SaysThemAll()
    {
        var file = Copy(json =>
        {
            json["participants"]![0]!["organisation"] = "1234567-0";
            json["participants"]![1]!["areas"]![0]!["municipalities"]![0] = "999";
        });

        Assert.Equal(1, await _shell.RunAsync("directory", "check", file, "--json"));

        var paths = _shell.Json["violations"]!.AsArray().Select(one => (string)one!["path"]!).ToList();
        Assert.Contains(paths, path => path.Contains("participants[0]", StringComparison.Ordinal));
        Assert.Contains(paths, path => path.Contains("participants[1]", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sign_WhenTheDirectoryIsWell_IsCheckedByThePublicKeyAlone()
    {
        var file = Copy();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        File.WriteAllText(_shell.At("private.pem"), key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(_shell.At("public.pem"), key.ExportSubjectPublicKeyInfoPem());
        Assert.Equal(1, await _shell.RunAsync("directory", "check", file, "--public-key", _shell.At("public.pem")));

        Assert.Equal(0, await _shell.RunAsync("directory", "sign", file, "--key", _shell.At("private.pem")));

        Assert.Equal(0, await _shell.RunAsync("directory", "check", file, "--public-key", _shell.At("public.pem")));
        File.AppendAllText(file, " ");
        Assert.Equal(1, await _shell.RunAsync("directory", "check", file, "--public-key", _shell.At("public.pem")));
        Assert.Contains("SIGNATURE", _shell.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sign_WhenTheDirectoryIsWrong_SignsNothing()
    {
        var file = Copy(json => json["version"] = 0);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        File.WriteAllText(_shell.At("private.pem"), key.ExportPkcs8PrivateKeyPem());

        Assert.Equal(1, await _shell.RunAsync("directory", "sign", file, "--key", _shell.At("private.pem")));

        Assert.StartsWith("DIRECTORY_REFUSED:", _shell.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(file + ".sig"));
    }

    [Fact]
    public async Task Check_WhenThereIsNoFile_IsMisused()
    {
        Assert.Equal(2, await _shell.RunAsync("directory", "check", _shell.At("none.json"), "--json"));
        Assert.Equal("FILE_MISSING", (string?)JsonNode.Parse(_shell.Error)!["reason"]);
    }

    private string Copy(Action<JsonNode>? change = null)
    {
        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "participants.json")))!;
        change?.Invoke(json);
        File.WriteAllText(_shell.At("participants.json"), json.ToJsonString());
        return _shell.At("participants.json");
    }
}
