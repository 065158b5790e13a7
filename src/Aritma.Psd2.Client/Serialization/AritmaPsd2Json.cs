using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aritma.Psd2.Client;

/// <summary>
/// The JSON of Aritma's PSD2 API, known at compile time: the clients read and write with <see cref="Default"/>. Public, so that an
/// application can store what it read in the same form, or pass it on.
/// </summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    RespectNullableAnnotations = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AccountAnswer))]
[JsonSerializable(typeof(AccountList))]
[JsonSerializable(typeof(BalanceList))]
[JsonSerializable(typeof(BankList))]
[JsonSerializable(typeof(Consent))]
[JsonSerializable(typeof(ConsentList))]
[JsonSerializable(typeof(ConsentRefresh))]
[JsonSerializable(typeof(ConsentSession))]
[JsonSerializable(typeof(NewConsent))]
[JsonSerializable(typeof(PendingConsent))]
[JsonSerializable(typeof(Psd2Problem))]
[JsonSerializable(typeof(TransactionAnswer))]
[JsonSerializable(typeof(TransactionPage))]
public sealed partial class AritmaPsd2Json : JsonSerializerContext;
