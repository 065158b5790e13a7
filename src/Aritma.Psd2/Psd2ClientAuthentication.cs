namespace Aritma.Psd2;

/// <summary>How the client id and secret travel in a token request (RFC 6749 §2.3.1), by the names of RFC 7591 §2.</summary>
public enum Psd2ClientAuthentication
{
    /// <summary>
    /// <c>client_secret_post</c>: as <c>client_id</c> and <c>client_secret</c> in the form, as in the examples of Aritma's authentication
    /// page.
    /// </summary>
    ClientSecretPost,

    /// <summary><c>client_secret_basic</c>: as HTTP Basic authentication, id and secret form-encoded first.</summary>
    ClientSecretBasic,
}
