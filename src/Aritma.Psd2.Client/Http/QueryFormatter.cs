using System.Reflection;
using Refit;

namespace Aritma.Psd2.Client.Http;

/// <summary>Writes <c>true</c> and <c>false</c> into addresses as JSON does, and not as C#'s <c>True</c> and <c>False</c>.</summary>
internal sealed class QueryFormatter : DefaultUrlParameterFormatter
{
    public override string? Format(object? value, ICustomAttributeProvider attributeProvider, Type type) =>
        value is bool flag ? (flag ? "true" : "false") : base.Format(value, attributeProvider, type);
}
