namespace QuickStart;

internal static class ConsentPolling
{
    /// <summary>Asks for the consent until its user has decided.</summary>
    public static async Task<Consent> WaitForTheUserAsync(this IConsentsApi consents, Consent created)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromSeconds(5), TimeProvider.System);
        while (true)
        {
            var consent = await consents.GetAsync(created.ConsentId);
            if (!consent.Is("Created") && !consent.Is("Started"))
            {
                return consent;
            }

            await pause.WaitForNextTickAsync();
        }
    }
}
