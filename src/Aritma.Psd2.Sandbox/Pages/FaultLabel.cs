using Microsoft.AspNetCore.WebUtilities;

namespace Aritma.Psd2.Sandbox.Pages;

/// <summary>A fault in a few words.</summary>
internal static class FaultLabel
{
    public static string Of(FaultFields fault, Texts texts)
    {
        string?[] parts =
        [
            fault.StatusCode is { } status ? $"{status} {ReasonPhrases.GetReasonPhrase(status)}".TrimEnd() : null,
            fault.RetryAfter is { } retryAfter ? $"Retry-After {retryAfter}" : null,
            fault.DelaySeconds > 0 ? texts.FaultSlow(fault.DelaySeconds) : null,
            fault.Drop ? texts.FaultDropped : null,
            fault.LoseAnswer ? texts.FaultLost : null,
            fault.CutBody ? texts.FaultCut : null,
        ];
        var label = string.Join(", ", parts.Where(part => part is not null));
        return label is "" ? texts.FaultOther : $"{char.ToUpperInvariant(label[0])}{label[1..]}";
    }
}
