namespace Aritma.Psd2.Testing;

/// <summary>How the clients of a project are written: each shape makes a generator look at something else.</summary>
public enum ProjectShape
{
    /// <summary>Scopes on the interface, methods with nothing but Refit's attribute.</summary>
    Plain,

    /// <summary>The same, with one more attribute of Refit on each method.</summary>
    Timeout,

    /// <summary>The same, each with a base interface of its own, which has Refit methods and no scopes.</summary>
    OwnBase,

    /// <summary>The same, all with one base interface.</summary>
    SharedBase,

    /// <summary>Scopes on each method, and none on the interface.</summary>
    ScopesPerMethod,

    /// <summary>Scopes on the interface, and others on one of its methods.</summary>
    Mixed,

    /// <summary>No scopes on interfaces: one file names them all, for the assembly.</summary>
    NamedByAssembly,
}
