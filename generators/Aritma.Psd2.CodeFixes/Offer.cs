using System;
using Aritma.Psd2.CodeFixes.Editing;

namespace Aritma.Psd2.CodeFixes;

/// <param name="Title">What the developer is offered.</param>
/// <param name="Edit">What it does to the document.</param>
internal sealed record Offer(string Title, Action<SourceEdits> Edit);
