namespace Aritma.Psd2.Client;

/// <summary>
/// What the API says about a refusal (problem details, RFC 9457). Aritma documents these members for 401, 403 and 404, each of them
/// nullable (Banking API V4).
/// </summary>
public sealed record Psd2Problem : Psd2Model
{
    /// <summary>A URI that names the kind of problem.</summary>
    public string? Type { get; init; }

    /// <summary>The kind of problem in words.</summary>
    public string? Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public int? Status { get; init; }

    /// <summary>What went wrong this time. It may speak of the end user.</summary>
    public string? Detail { get; init; }

    /// <summary>A URI that names this occurrence.</summary>
    public string? Instance { get; init; }

    /// <summary>Status and type: the texts may speak of the end user.</summary>
    public override string ToString() => $"{nameof(Psd2Problem)} {Status} {Type}";
}
