using System.Text.Json;
using System.Text.Json.Serialization;
using Aritma.Psd2.Client.Serialization;

namespace Aritma.Psd2.Client;

/// <summary>
/// The JSON of Aritma's PSD2 API, known at compile time: the clients read and write with <see cref="Default"/>. Public, so that an
/// application can store what it read in the same form, or pass it on.
/// </summary>
/// <remarks>
/// What was read is written again with all members, known or not, but for these: names of known members have the API's case, and of several
/// with one name the last counts; known members that are null are left out; dates have no time (<see cref="DateConverter"/>); moments have
/// an offset (<see cref="InstantConverter"/>); amounts and rates are plain decimal numbers (<see cref="AmountConverter"/>,
/// <see cref="RateConverter"/>). The converters come with the types, so a context of your own writes them in the same way; give it
/// <see cref="JsonSerializerDefaults.Web"/> and <c>RespectNullableAnnotations</c> to read the API's own JSON.
/// </remarks>
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
