using Microsoft.Extensions.DependencyInjection;

namespace Aritma.Psd2.Tokens;

/// <summary>The client credentials of a registration that come from its provider.</summary>
internal sealed class ProvidedCredentials(Psd2Builder registration, IServiceProvider services)
{
    /// <summary>Asks the provider, in a scope of its own: it may depend on scoped services.</summary>
    public async Task<Psd2ClientCredentials> GetAsync(bool wereRefused, CancellationToken cancellationToken)
    {
        var scope = services.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var provider = scope.ServiceProvider.GetRequiredKeyedService<IPsd2ClientCredentialsProvider>(registration.Key);
            var context = new Psd2ClientCredentialsContext(registration.Name, wereRefused);
            return await provider.GetCredentialsAsync(context, cancellationToken).ConfigureAwait(false)
                ?? throw new InvalidOperationException("The credentials provider returned null.");
        }
    }
}
