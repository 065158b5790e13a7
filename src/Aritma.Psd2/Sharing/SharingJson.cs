using System.Text.Json.Serialization;

namespace Aritma.Psd2.Sharing;

[JsonSerializable(typeof(SharedToken))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class SharingJson : JsonSerializerContext;
