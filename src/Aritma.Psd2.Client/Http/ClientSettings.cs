using Aritma.Psd2.Client.Serialization;
using Refit;

namespace Aritma.Psd2.Client.Http;

/// <summary>What Refit is told: how to read, and what to throw.</summary>
internal static class ClientSettings
{
    public static RefitSettings Create(TimeProvider timeProvider) =>
        new(new AnswerSerializer(SystemTextJsonContentSerializer.ForContext(AritmaPsd2Json.Default)))
        {
            // For the check of arguments.
            CaptureMethodArguments = true,
            UrlParameterFormatter = new QueryFormatter(),
            ExceptionFactory = new Failures(timeProvider).OfAnswerAsync,
            DeserializationExceptionFactory = Failures.OfReadingAsync,
            TransportExceptionFactory = Failures.OfSending,
        };
}
