using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aritma.Psd2.Sandbox;

/// <summary>What a sandbox is started with. Every setting has a default; the values are read once, at the start.</summary>
public sealed class Psd2SandboxOptions
{
    /// <summary>The id of the first client. Default: <c>sandbox-client</c>.</summary>
    public string ClientId { get; set; } = "sandbox-client";

    /// <summary>The secret of the first client. Default: a random one, so that no test can rely on a written-down secret.</summary>
    public string ClientSecret { get; set; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>Clients beside the first one.</summary>
    public IList<SandboxClient> Clients { get; } = [];

    /// <summary>How long a token is valid, told as <c>expires_in</c> in whole seconds: one second to 365 days. Default: one hour.</summary>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The clock of tokens, consents, delays and seeded data. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Chooses the seeded data: the same seed on the same day (UTC) gives the same data. Default: 1.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>The port on 127.0.0.1. Default: 0, any free one.</summary>
    public int Port { get; set; }

    /// <summary>How many transactions one page holds. Default: 50.</summary>
    public int TransactionPageSize { get; set; } = 50;

    /// <summary>
    /// How many booked transactions each account has, 0 to 100,000: one to three a day, from the day of the start (UTC) on backwards, so
    /// that 10,000 reach back some 14 years. Default: null, those of the last 180 days, a few to some eighty. Accounts are the same
    /// either way, and so is what is pending or announced.
    /// </summary>
    public int? BookedTransactions { get; set; }

    /// <summary>
    /// How often a day (UTC) a consent may call one account path without <c>PSU-IP-Address</c>, further pages aside; null: without a limit.
    /// More are answered with 429. Aritma says that there are such limits, and gives no number: the default, 100, is the sandbox's own.
    /// </summary>
    public int? UnattendedRequestsPerDay { get; set; } = 100;

    /// <summary>Where the sandbox logs that it failed itself, which is a bug. Default: nowhere. The sandbox doesn't dispose it.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    internal ILogger Logger => LoggerFactory?.CreateLogger<Psd2Sandbox>() ?? (ILogger)NullLogger.Instance;

    internal IReadOnlyDictionary<string, SandboxClient> ValidatedClients()
    {
        ArgumentNullException.ThrowIfNull(TimeProvider);
        ArgumentOutOfRangeException.ThrowIfLessThan(TokenLifetime, TimeSpan.FromSeconds(1));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(TokenLifetime, TimeSpan.FromDays(365));
        ArgumentOutOfRangeException.ThrowIfLessThan(TransactionPageSize, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(UnattendedRequestsPerDay ?? 0, nameof(UnattendedRequestsPerDay));
        ArgumentOutOfRangeException.ThrowIfNegative(BookedTransactions ?? 0, nameof(BookedTransactions));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(BookedTransactions ?? 0, 100_000, nameof(BookedTransactions));

        var first = new SandboxClient { Id = ClientId, Secret = ClientSecret };
        var clients = new OrderedDictionary<string, SandboxClient>(StringComparer.Ordinal);
        foreach (var client in Clients.Prepend(first))
        {
            ArgumentException.ThrowIfNullOrEmpty(client.Id);
            ArgumentException.ThrowIfNullOrEmpty(client.Secret);
            if (!clients.TryAdd(client.Id, client))
            {
                throw new ArgumentException($"Two sandbox clients have the id '{client.Id}'.", nameof(Clients));
            }
        }

        return clients;
    }
}
