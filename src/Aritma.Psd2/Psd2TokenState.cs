using System.Text.Json.Serialization;

namespace Aritma.Psd2;

/// <summary>How a token is doing.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Psd2TokenState>))]
public enum Psd2TokenState
{
    /// <summary>No call has needed it yet.</summary>
    NotRequested,

    /// <summary>There is none, and it is being requested.</summary>
    Requested,

    /// <summary>Calls use it.</summary>
    Valid,

    /// <summary>It has expired, and no call has needed another one since.</summary>
    Expired,

    /// <summary>Calls use it, but the last attempt to refresh or to renew it failed.</summary>
    RefreshFailing,

    /// <summary>Calls use it, but the API rejected it as soon as it was issued, and has accepted no call with it.</summary>
    Rejected,

    /// <summary>There is none, and the last request failed: calls fail.</summary>
    Unavailable,
}
