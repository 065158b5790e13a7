using System.Reflection;
using System.Text.Json;
using Aritma.Psd2.Client.Http;
using Refit;

namespace Aritma.Psd2.Client.Serialization;

/// <summary>Reads answers, and refuses the JSON value null, for which Refit would give the caller a null without a word.</summary>
internal sealed class AnswerSerializer(IHttpContentSerializer json) : IHttpContentSerializer
{
    public HttpContent ToHttpContent<T>(T item) => json.ToHttpContent(item);

    public async Task<T?> FromHttpContentAsync<T>(HttpContent content, CancellationToken cancellationToken = default)
    {
        var answer = await json.FromHttpContentAsync<T>(content, cancellationToken).ConfigureAwait(false);
        return answer switch
        {
            null => throw new JsonException("The answer is null.", "$", null, null),
            ConsentSession session when ReplayMark.IsOn(content) => (T)(object)(session with { IsReplayed = true }),
            _ => answer,
        };
    }

    public string? GetFieldNameForProperty(PropertyInfo propertyInfo) => json.GetFieldNameForProperty(propertyInfo);
}
