namespace Mesh.Identity;

/// <summary>Why a text is not a personal identity code. The first fault found, in this order; it never holds any of the text.</summary>
public enum IdentityCodeFault
{
    /// <summary>No fault: the code is valid.</summary>
    None = 0,

    /// <summary>Nothing was given.</summary>
    Missing,

    /// <summary>Not exactly eleven characters.</summary>
    Length,

    /// <summary>Something else than an ASCII digit where the form has a digit.</summary>
    Characters,

    /// <summary>The seventh character is no separator of the 2023 reform.</summary>
    Separator,

    /// <summary>The date of birth is not in the calendar.</summary>
    Date,

    /// <summary>The individual number is below 002.</summary>
    IndividualNumber,

    /// <summary>The check character does not belong to the digits.</summary>
    CheckCharacter,
}
