using AccountOverview.Connections;
using Aritma.Psd2;
using Aritma.Psd2.Client;

namespace AccountOverview.Failures;

/// <summary>Says more about a failure of a consent: Aritma refuses the call without a reason, and the consent's status has it.</summary>
internal sealed class FailureExplanation(IConsentsApi consents, ILogger<FailureExplanation> logger)
{
    /// <summary>Describes a failure; null: it is a bug of this application.</summary>
    public async Task<BankFailure?> ExplainAsync(Exception exception, Connection? connection, CancellationToken cancellationToken)
    {
        if (BankFailure.Of(exception) is not { } failure)
        {
            return null;
        }

        logger.LogFailure(failure.Status is 500 or 502 ? LogLevel.Error : LogLevel.Warning, failure.Status, failure.ForDevelopers);
        return exception is Psd2ApiException { IsConsentProblem: true } && connection is not null
            ? await OfConsentAsync(failure, connection, cancellationToken)
            : failure;
    }

    private async Task<BankFailure> OfConsentAsync(BankFailure failure, Connection connection, CancellationToken cancellationToken)
    {
        try
        {
            var status = (await consents.GetConsentAsync(connection.ConsentId, cancellationToken)).Status;
            var bank = connection.DisplayName;
            return status == ConsentStatus.Expired ? failure with
            {
                Title = $"Your permission for {bank} has ended",
                Text = "A permission lasts for a limited time. Give it again, and everything is as before.",
            }
            : status == ConsentStatus.Revoked ? failure with
            {
                Title = $"Your permission for {bank} was withdrawn",
                Text = "Nothing more is read from the bank. If that isn't what you meant, connect it again.",
            }
            : status == ConsentStatus.Created || status == ConsentStatus.Started ? failure with
            {
                Title = $"You haven't finished at {bank}",
                Text = "Accounts appear here as soon as you have approved at the bank. If you have just done so, load the page again.",
            }
            : status == ConsentStatus.Failure ? failure with
            {
                Title = $"Your permission for {bank} wasn't renewed",
                Text = "You declined, or something went wrong at the bank: we can't tell which.",
            }
            : status == ConsentStatus.AwaitingApproval ? failure with
            {
                Title = $"{bank} waits for another person's approval",
                Text = "Accounts appear here as soon as somebody else who may decide has approved. That can take days.",
                Remedy = Remedy.TryAgain,
            }
            : failure;
        }
        // Without the reason, what is known of the failure is still right.
        catch (Exception second) when (BankFailure.Of(second) is not null)
        {
            return failure;
        }
    }
}
