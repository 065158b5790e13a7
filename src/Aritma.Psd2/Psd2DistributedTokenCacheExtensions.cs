using Aritma.Psd2;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Shares tokens between the instances of an application.</summary>
public static class Psd2DistributedTokenCacheExtensions
{
    /// <summary>
    /// Shares the tokens of this registration between the instances of the application, through the registered
    /// <see cref="IDistributedCache"/> (Redis, SQL Server, …): an instance looks there before it requests a token, and saves the token
    /// that it got.
    /// </summary>
    /// <param name="builder">The registration.</param>
    /// <remarks>
    /// <para>
    /// Tokens are protected with Data Protection (<c>AddDataProtection</c>). All instances need the same key ring
    /// (<c>PersistKeysTo…</c>) and the same application name (<c>SetApplicationName</c>). Where they differ, an instance can't read what
    /// another one has shared: it logs a warning once, and requests tokens of its own.
    /// </para>
    /// <para>
    /// A cache that is down, slow or emptied costs the sharing only: no call fails, and a warning is logged once until it works again.
    /// Each operation may take a second, or a tenth of <see cref="Psd2Options.TokenRequestTimeout"/> if that is less. Instances that need
    /// a token at the same instant, before one of them has saved it, request one each.
    /// </para>
    /// </remarks>
    /// <exception cref="OptionsValidationException">
    /// At the start of the host: no <see cref="IDistributedCache"/>, or no <see cref="IDataProtectionProvider"/>, is registered.
    /// </exception>
    public static Psd2Builder AddDistributedTokenCache(this Psd2Builder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.SharesTokens)
        {
            return builder;
        }

        builder.SharesTokens = true;
        Require<IDistributedCache>(builder, "Register one that all instances share, with AddStackExchangeRedisCache for instance.");
        Require<IDataProtectionProvider>(
            builder, "Call services.AddDataProtection(), and give all instances one key ring and one application name.");
        return builder;
    }

    private static void Require<TService>(Psd2Builder builder, string remedy) =>
        builder.Services.AddSingleton<IValidateOptions<Psd2Options>>(services => new ValidateOptions<Psd2Options>(
            builder.Key,
            _ => services.GetService<IServiceProviderIsService>()?.IsService(typeof(TService)) ?? true,
            $"{nameof(AddDistributedTokenCache)} of {builder} needs an {typeof(TService).Name}, and none is registered. {remedy}"));
}
