namespace Aritma.Psd2.Sharing;

/// <summary>Why tokens aren't shared.</summary>
[Flags]
internal enum SharingProblem
{
    None = 0,

    /// <summary>The cache, or the store of the key ring, threw or took too long.</summary>
    Failed = 1,

    /// <summary>An entry is damaged, or protected with the keys of another application.</summary>
    Unreadable = 2,

    /// <summary>An entry was saved under another key.</summary>
    Foreign = 4,

    /// <summary>An entry is there that should have been gone.</summary>
    Expired = 8,

    /// <summary>The cache takes half of the time that it may take, or more.</summary>
    Slow = 16,

    /// <summary>The cache is the one of this instance alone.</summary>
    InMemory = 32,
}
