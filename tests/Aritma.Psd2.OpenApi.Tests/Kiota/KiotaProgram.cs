namespace Aritma.Psd2.OpenApi.Tests.Kiota;

/// <summary>A program on a client that Kiota has generated.</summary>
internal static class KiotaProgram
{
    /// <summary>Source code: obtains a token, and reads with it. Takes the sandbox's address, client id, secret, and a consent.</summary>
    public const string Source = """
        using Generated;
        using Generated.Api.Accounts.Item.Transactions;
        using Generated.Models;
        using Microsoft.Kiota.Abstractions.Authentication;
        using Microsoft.Kiota.Http.HttpClientLibrary;

        var (address, clientId, clientSecret, consentId) = (args[0], args[1], args[2], args[3]);
        var anonymous = new Psd2Client(new HttpClientRequestAdapter(new AnonymousAuthenticationProvider()) { BaseUrl = address });
        var token = await anonymous.Connect.Token.PostAsync(new TokenRequest
        {
            GrantType = TokenRequest_grant_type.Client_credentials,
            ClientId = clientId,
            ClientSecret = clientSecret,
            Scope = "banking.channel.psd2 banking.ais.read",
        });
        Console.WriteLine($"{token!.TokenType} {token.ExpiresIn}");

        var bearer = new BaseBearerTokenAuthenticationProvider(new Token(token.AccessToken!));
        var api = new Psd2Client(new HttpClientRequestAdapter(bearer) { BaseUrl = address }).Api;
        var created = await api.Consents.PostAsync(new NewConsent { ChannelType = NewConsent_channelType.Psd2 });
        Console.WriteLine(created!.Status);

        var accounts = await api.Accounts.GetAsync(request => request.Headers.Add("Consent-ID", consentId));
        foreach (var account in accounts!.Accounts!)
        {
            var page = await api.Accounts[account.Id!].Transactions.GetAsync(request =>
            {
                request.Headers.Add("Consent-ID", consentId);
                request.QueryParameters.DateFrom = DateTimeOffset.UnixEpoch;
                request.QueryParameters.BookingStatusAsGetBookingStatusQueryParameterType = GetBookingStatusQueryParameterType.Booked;
            });
            var newest = page!.Transactions!.Booked![0];
            Console.WriteLine($"{account.Iban} {newest.BookingDate} {newest.TransactionAmount!.Amount} {newest.TransactionAmount.Currency}");
        }

        try
        {
            await api.Accounts.GetAsync();
        }
        catch (Problem problem)
        {
            Console.WriteLine($"{problem.ResponseStatusCode} {problem.Detail}");
        }

        internal sealed class Token(string value) : IAccessTokenProvider
        {
            public AllowedHostsValidator AllowedHostsValidator { get; } = new();

            public Task<string> GetAuthorizationTokenAsync(
                Uri uri, Dictionary<string, object>? additionalAuthenticationContext = null, CancellationToken cancellationToken = default) =>
                Task.FromResult(value);
        }
        """;
}
