using System.Text.Json.Serialization;

namespace Aritma.Psd2.Sandbox;

/// <summary>The sandbox's time, and how many seconds it was advanced.</summary>
internal sealed record ClockFields(DateTimeOffset Now, long AheadSeconds);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ClockAdvance([property: JsonRequired] double Seconds);
