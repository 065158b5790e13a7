namespace Aritma.Psd2.CodeFixes.Tests;

/// <summary>Sources of a consumer around what a test is about.</summary>
internal static class Api
{
    /// <summary>A client with an attribute.</summary>
    public static string With(string attributes) => $$"""
        using System.Threading.Tasks;
        using Aritma.Psd2;
        using Refit;

        namespace Contoso;

        {{attributes}}
        public interface IAccountsApi
        {
            [Get("/accounts")]
            Task<string> GetAsync();
        }

        """;

    /// <summary>A client with members.</summary>
    public static string WithMembers(string members) => $$"""
        using System.Threading.Tasks;
        using Aritma.Psd2;
        using Refit;

        namespace Contoso;

        [Psd2Scopes(Psd2Scope.ChannelPsd2)]
        public interface IAccountsApi
        {
        {{members}}
        }

        """;
}
