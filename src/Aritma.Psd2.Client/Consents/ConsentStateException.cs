namespace Aritma.Psd2.Client;

/// <summary>
/// A browser came back without the <c>state</c> of its consent: it was sent by somebody else, or the consent is another session's. Nothing
/// was read. Start again. Where nobody's browser brings it back, the API doesn't add it: that it does is inferred.
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
