namespace Aritma.Psd2.Sandbox;

/// <summary>
/// Names the page of Aritma's that has some members of an answer or a body, for <c>x-aritma-source</c> in the OpenAPI document. A member
/// that no attribute names is inferred.
/// </summary>
/// <param name="page">One of <see cref="Psd2Pages"/> or <see cref="V4Pages"/>.</param>
/// <param name="members">The members, as JSON spells them.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
internal sealed class AritmaSourceAttribute(string page, params string[] members) : Attribute
{
    public string Page => page;

    public IReadOnlyList<string> Members => members;
}
