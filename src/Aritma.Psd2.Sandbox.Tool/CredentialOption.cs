using System.CommandLine;

namespace Aritma.Psd2.Sandbox.Tool;

/// <summary>An option whose value is a client id or a secret. A message about a bad value doesn't show it.</summary>
internal sealed class CredentialOption : Option<string>
{
    public CredentialOption(string name)
        : base(name)
    {
        HelpName = "text";
        Validators.Add(result =>
        {
            // A line break or an escape sequence would garble what is printed.
            if (result.Tokens is [var token] && (token.Value is "" || token.Value.Any(char.IsControl)))
            {
                result.AddError($"{name} must be a text of at least one character, without control characters.");
            }
        });
    }
}
