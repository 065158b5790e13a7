using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;

namespace Aritma.Psd2.Sandbox;

/// <summary>All JSON that the sandbox reads and writes, known at compile time: trimmed and Native AOT applications have no other.</summary>
[JsonSerializable(typeof(AccountAnswer))]
[JsonSerializable(typeof(AccountList))]
[JsonSerializable(typeof(BalanceList))]
[JsonSerializable(typeof(BankList))]
[JsonSerializable(typeof(ConsentBody))]
[JsonSerializable(typeof(ConsentFields))]
[JsonSerializable(typeof(ConsentList))]
[JsonSerializable(typeof(ConsentSession))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(TokenError))]
[JsonSerializable(typeof(TransactionAnswer))]
[JsonSerializable(typeof(TransactionList))]
internal sealed partial class SandboxJson : JsonSerializerContext
{
    /// <summary>To be used in place of <see cref="Default"/>: no attribute chooses an encoder.</summary>
    public static SandboxJson Web { get; } = new(new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
