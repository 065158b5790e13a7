using System.Text.Json;

namespace Aritma.Psd2.Sandbox.Pages;

/// <summary>A fault that the page can turn on and off: on, each request of the endpoint meets it.</summary>
internal sealed record FaultSwitch(string Name, FaultFields Fault, string? Label = null)
{
    /// <summary>As the control API takes it.</summary>
    public string Json => JsonOf(Fault);

    public string LabelIn(Texts texts) => Label ?? FaultLabel.Of(Fault, texts);

    /// <summary>Compared as JSON, because headers are a dictionary.</summary>
    public bool TurnsOn(FaultFields fault) => JsonOf(fault) == Json;

    private static string JsonOf(FaultFields fault) => JsonSerializer.Serialize(fault, SandboxJson.Web.FaultFields);
}
