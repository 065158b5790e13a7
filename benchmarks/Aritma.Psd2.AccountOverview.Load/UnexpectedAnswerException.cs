namespace Aritma.Psd2.AccountOverview.Load;

/// <summary>An answer that a user couldn't use.</summary>
internal sealed class UnexpectedAnswerException(string message) : Exception(message);
