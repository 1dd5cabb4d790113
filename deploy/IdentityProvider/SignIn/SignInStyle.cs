using System.Security.Cryptography;
using System.Text;

namespace Mesh.IdentityProvider.SignIn;

/// <summary>The page's only style, named to the browser by its hash so that no other is taken.</summary>
internal static class SignInStyle
{
    // Text and button keep a contrast of at least 7:1 to what is behind them; targets are at least 44 CSS pixels high (WCAG 2.2).
    internal const string Text = """
        body{margin:0 auto;max-width:42rem;padding:1rem;font:1.125rem/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff}
        nav ul{display:flex;flex-wrap:wrap;gap:1rem;list-style:none;margin:0;padding:0}
        nav a{display:inline-block;padding:.5rem 0;color:#00356b}
        nav a[aria-current]{font-weight:bold;text-decoration:none}
        h1{line-height:1.2}
        fieldset{margin:0 0 1rem;border:1px solid #595959;border-radius:.25rem}
        legend{padding:0 .5rem;font-weight:bold}
        fieldset div{display:flex;align-items:center}
        input[type=radio]{width:1.5rem;height:1.5rem;margin:0 .75rem 0 0;flex:none}
        label{flex:1;padding:.5rem 0}
        button{font:inherit;padding:.75rem 1.5rem;color:#fff;background:#00356b;border:2px solid #00356b;border-radius:.25rem;cursor:pointer}
        [role=alert]{padding:1rem;border:2px solid #8a0000;color:#8a0000;font-weight:bold}
        :focus-visible{outline:3px solid #8a4b00;outline-offset:2px}
        """;

    internal static string Hash { get; } = "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));
}
