using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aritma.Psd2.Sandbox;

/// <summary>Lets an account call meet what the consent's bank does to all of them.</summary>
internal sealed class BankOutcome(TimeProvider timeProvider) : IEndpointFilter
{
    private static readonly TimeSpan SlowBankDelay = TimeSpan.FromSeconds(5);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        switch (http.Features.GetRequiredFeature<Consent>().Bank?.Behavior)
        {
            case BankBehavior.AnswersTooManyRequests:
                http.Response.Headers.RetryAfter = "60";
                return Problem.Of(StatusCodes.Status429TooManyRequests, "This bank of the sandbox answers 429 to each account call.");
            case BankBehavior.AnswersServerError:
                return Problem.Of(StatusCodes.Status500InternalServerError, "This bank of the sandbox answers 500 to each account call.");
            case BankBehavior.IsSlow:
                var stopping = http.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
                await HeldRequest.WaitAsync(http, ended => Task.Delay(SlowBankDelay, timeProvider, ended), stopping).ConfigureAwait(false);
                break;
        }

        return await next(context).ConfigureAwait(false);
    }
}
