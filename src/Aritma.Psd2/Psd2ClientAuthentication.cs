namespace Aritma.Psd2;

/// <summary>How the client id and secret travel in a token request (RFC 6749 §2.3.1).</summary>
public enum Psd2ClientAuthentication
{
    /// <summary>
    /// As <c>client_id</c> and <c>client_secret</c> in the form body, as in the examples of Aritma's authentication page.
    /// </summary>
    FormBody,

    /// <summary>As HTTP Basic authentication, id and secret form-encoded first.</summary>
    BasicHeader,
}
