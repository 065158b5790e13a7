namespace Aritma.Psd2.Client.Serialization;

/// <summary>Names of members in JSON.</summary>
internal static class Names
{
    /// <summary>
    /// Of a property that isn't read from JSON. Under its own name the serializer would drop a member of the API that has the same name,
    /// instead of keeping it with the unknown ones.
    /// </summary>
    public const string OfNoMember = "\0";
}
