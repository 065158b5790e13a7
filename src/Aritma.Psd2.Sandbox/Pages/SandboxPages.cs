using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aritma.Psd2.Sandbox.Pages;

/// <summary>The page of the sandbox's owner, and what all pages load.</summary>
internal sealed class SandboxPages(SandboxState state)
{
    public void Map(IEndpointRouteBuilder app)
    {
        // As IResult: the generator of the endpoints doesn't see the components, which come of a generator as well.
        app.MapMethods("/", ["GET", "HEAD"], IResult (HttpContext context) => RuntimeFeature.IsDynamicCodeSupported
                ? new Page<OverviewPage, Overview>(StatusCodes.Status200OK, new(state, context.SandboxRoot()))
                : PageText.Of(StatusCodes.Status200OK))
            .AddEndpointFilter(new OwnOrigin());
        PageAssets.Map(app);
    }
}
