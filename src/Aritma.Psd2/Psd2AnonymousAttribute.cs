namespace Aritma.Psd2;

/// <summary>
/// A Refit method whose calls carry no access token. They may go to other origins than the API's, by https or to loopback unless
/// <see cref="Psd2Options.RequireHttps"/> is false.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class Psd2AnonymousAttribute : Attribute;
