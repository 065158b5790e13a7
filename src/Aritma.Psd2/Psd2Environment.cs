namespace Aritma.Psd2;

/// <summary>An environment of Aritma; it sets both addresses of <see cref="Psd2Options"/>.</summary>
public enum Psd2Environment
{
    /// <summary>Tokens from <c>https://id.aritma.io/connect/token</c>, API at <c>https://banking.aritma.io/api</c>.</summary>
    Production,

    /// <summary>Tokens from <c>https://id.dev.aritma.io/connect/token</c>, API at <c>https://banking.dev.aritma.io/api</c>.</summary>
    Development,
}
