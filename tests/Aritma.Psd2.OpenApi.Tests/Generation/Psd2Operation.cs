using Aritma.Psd2.Sandbox;

namespace Aritma.Psd2.OpenApi.Tests.Generation;

/// <summary>An operation, and the page that has it.</summary>
/// <param name="Id">The name of the endpoint.</param>
/// <param name="Page">One of <see cref="Psd2Pages"/> or <see cref="V4Pages"/>.</param>
/// <param name="Parameters">All of them, in the order in which they are shown.</param>
internal sealed record Psd2Operation(string Id, string Page, params Parameter[] Parameters)
{
    /// <summary>Which pages have which parameters and statuses, by name. The rest is inferred.</summary>
    public AritmaSourceAttribute[] Sources { get; init; } = [];

    /// <summary>A body that works as it stands, for tools that send one; null: there is none, or what its schema says does.</summary>
    public string? Example { get; init; }
}
