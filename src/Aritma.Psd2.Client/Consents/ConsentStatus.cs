using System.Text.Json.Serialization;
using Aritma.Psd2.Client.Serialization;

namespace Aritma.Psd2.Client;

/// <summary>
/// Where a consent stands. Source: Get consent (V4). The pages of the PSD2 API name <c>Created</c>, <c>Started</c>, <c>Authorized</c>,
/// <c>Expired</c> and <c>Revoked</c>.
/// </summary>
/// <remarks>
/// Two values are equal that differ in case only: Aritma's pages differ in it. A value without a name here is kept as it came.
/// </remarks>
[JsonConverter(typeof(OpenValueConverter<ConsentStatus>))]
public readonly record struct ConsentStatus : IOpenValue<ConsentStatus>, IFormattable
{
    private readonly string? _value;

    /// <summary>Names a value that has no name here.</summary>
    /// <param name="value">The value as the API writes it.</param>
    public ConsentStatus(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _value = value;
    }

    /// <summary>It was created; its user has not begun.</summary>
    public static ConsentStatus Created { get; } = new("created");

    /// <summary>Its user has begun.</summary>
    public static ConsentStatus Started { get; } = new("started");

    /// <summary>It waits for an approval: inferred to be that of another person, which may take days.</summary>
    public static ConsentStatus AwaitingApproval { get; } = new("awaitingApproval");

    /// <summary>It can be used.</summary>
    public static ConsentStatus Authorized { get; } = new("authorized");

    /// <summary>Its time is over.</summary>
    public static ConsentStatus Expired { get; } = new("expired");

    /// <summary>It was withdrawn.</summary>
    public static ConsentStatus Revoked { get; } = new("revoked");

    /// <summary>It came to nothing: inferred to include that its user declined.</summary>
    public static ConsentStatus Failure { get; } = new("failure");

    /// <summary>Aritma doesn't say what this value means.</summary>
    public static ConsentStatus Unknown { get; } = new("unknown");

    /// <summary>The value as the API writes it.</summary>
    public string Value => _value ?? "";

    static ConsentStatus IOpenValue<ConsentStatus>.FromText(string text) => new(text);

    /// <summary>Whether the values are the same, in whatever case.</summary>
    public bool Equals(ConsentStatus other) => Value.Equals(other.Value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode(StringComparison.OrdinalIgnoreCase);

    /// <summary>The value as the API writes it.</summary>
    public override string ToString() => Value;

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => Value;
}
