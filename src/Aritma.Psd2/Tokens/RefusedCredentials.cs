namespace Aritma.Psd2.Tokens;

/// <summary>Credentials of a provider that the endpoint refused. They aren't sent again during the pause; others are, at once.</summary>
/// <param name="credentials">The credentials.</param>
/// <param name="failure">The refusal.</param>
/// <param name="at">When it was, as a timestamp.</param>
/// <param name="pause">How long they aren't sent again.</param>
internal sealed class RefusedCredentials(Psd2ClientCredentials credentials, Psd2TokenException failure, long at, TimeSpan pause)
{
    /// <summary>How often the provider is asked whether it has others. That is no request of the endpoint.</summary>
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(5);

    public Psd2TokenException Failure => failure;

    public bool Includes(Psd2ClientCredentials provided, TimeProvider time) =>
        Remaining(time) > TimeSpan.Zero && provided.IsSameAs(credentials);

    /// <summary>How long to wait before the provider is asked again.</summary>
    public TimeSpan NextLook(TimeProvider time) => Remaining(time) < LookInterval ? Remaining(time) : LookInterval;

    private TimeSpan Remaining(TimeProvider time) => pause - time.GetElapsedTime(at);
}
