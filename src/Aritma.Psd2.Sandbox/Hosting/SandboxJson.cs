using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;

namespace Aritma.Psd2.Sandbox;

/// <summary>All JSON that the sandbox reads and writes, known at compile time: trimmed and Native AOT applications have no other.</summary>
[JsonSerializable(typeof(AccountAnswer))]
[JsonSerializable(typeof(AccountList))]
[JsonSerializable(typeof(AddedTransaction))]
[JsonSerializable(typeof(BalanceList))]
[JsonSerializable(typeof(BankList))]
[JsonSerializable(typeof(ClockAdvance))]
[JsonSerializable(typeof(ClockFields))]
[JsonSerializable(typeof(ConsentBody))]
[JsonSerializable(typeof(ConsentDecision))]
[JsonSerializable(typeof(ConsentFields))]
[JsonSerializable(typeof(ConsentList))]
[JsonSerializable(typeof(ConsentSession))]
[JsonSerializable(typeof(ConsentToAdd))]
[JsonSerializable(typeof(ControlledAccount))]
[JsonSerializable(typeof(ControlledConsent))]
[JsonSerializable(typeof(FaultFields))]
[JsonSerializable(typeof(FaultLists))]
[JsonSerializable(typeof(IEnumerable<ApiRequestFields>))]
[JsonSerializable(typeof(IEnumerable<ControlledAccount>))]
[JsonSerializable(typeof(IEnumerable<ControlledConsent>))]
[JsonSerializable(typeof(IEnumerable<TokenRequestFields>))]
[JsonSerializable(typeof(JsonNode))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(SandboxAccount))]
[JsonSerializable(typeof(SandboxTransaction))]
[JsonSerializable(typeof(StatusToSet))]
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
