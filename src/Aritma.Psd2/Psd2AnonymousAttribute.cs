namespace Aritma.Psd2;

/// <summary>A Refit method whose calls carry no access token. They may go to other origins than the API's.</summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class Psd2AnonymousAttribute : Attribute;
