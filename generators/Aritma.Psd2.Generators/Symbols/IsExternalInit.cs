namespace System.Runtime.CompilerServices;

// Records need it, and netstandard2.0 doesn't have it.
internal static class IsExternalInit;
