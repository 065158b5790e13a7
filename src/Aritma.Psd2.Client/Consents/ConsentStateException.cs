namespace Aritma.Psd2.Client;

/// <summary>
/// A browser came back with a <c>state</c> that isn't that of its consent: it was sent by somebody else, or the consent is another
/// session's. Nothing was read. Start again.
/// </summary>
public sealed class ConsentStateException : Exception
{
    /// <summary>Creates an exception.</summary>
    /// <param name="message">What went wrong, and the remedy.</param>
    public ConsentStateException(string message)
        : base(message)
    {
    }
}
