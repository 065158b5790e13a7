using System;
using Aritma.Psd2.CodeFixes.Editing;

namespace Aritma.Psd2.CodeFixes;

/// <param name="Title">What the developer is offered.</param>
/// <param name="Key">What the offers have in common that one Fix All takes together.</param>
/// <param name="Edit">What it does to the document.</param>
internal sealed record Offer(string Title, string Key, Action<SourceEdits> Edit);
