namespace Mesh.IdentityProvider.SignIn;

/// <summary>The words of the sign-in page in one language.</summary>
internal sealed record SignInTexts(
    string Language, string OwnName, string LanguageChoice, string Title, string Explanation, string Clients, string Operators, string SignIn,
    string Fault, string NobodyChosen, string FormTooOld, string Nobody)
{
    private static readonly SignInTexts Finnish = new(
        "fi", "Suomeksi", "Kieli", "Kirjaudu esittelyyn",
        "Tämä on esittely: henkilöt ovat keksittyjä, eikä salasanaa kysytä. Valitse, kenenä jatkat.",
        "Asiakkaat", "Ylläpito", "Kirjaudu sisään",
        "Virhe", "Valitse henkilö ennen kirjautumista.", "Lomake on vanhentunut. Valitse henkilö uudelleen.",
        "Kukaan esittelyn henkilöistä ei voi käyttää pyydettyä palvelua.");

    private static readonly SignInTexts Swedish = new(
        "sv", "På svenska", "Språk", "Logga in i demonstrationen",
        "Det här är en demonstration: personerna är påhittade och inget lösenord behövs. Välj vem du fortsätter som.",
        "Klienter", "Drift", "Logga in",
        "Fel", "Välj en person innan du loggar in.", "Formuläret har föråldrats. Välj personen på nytt.",
        "Ingen av demonstrationens personer kan använda den begärda tjänsten.");

    private static readonly SignInTexts English = new(
        "en", "In English", "Language", "Sign in to the demonstration",
        "This is a demonstration: the people are made up and no password is asked. Choose who you are.",
        "Clients", "Operators", "Sign in",
        "Error", "Choose a person before signing in.", "The form is too old. Choose the person again.",
        "None of the people of the demonstration can use the requested service.");

    internal static IReadOnlyList<SignInTexts> All { get; } = [Finnish, Swedish, English];

    internal static IEnumerable<string> Languages => All.Select(texts => texts.Language);

    /// <summary>The first language of the wishes, most wanted first, that the page has; Finnish when none.</summary>
    internal static SignInTexts For(IEnumerable<string> wishes) =>
        wishes.Select(wish => All.FirstOrDefault(texts => texts.Language.Equals(wish.Split('-')[0], StringComparison.OrdinalIgnoreCase)))
            .FirstOrDefault(texts => texts is not null) ?? Finnish;
}
