namespace Aritma.Psd2.Generators.Diagnostics;

/// <summary>The ids of the rules. The code fixes compile this file too.</summary>
internal static class DiagnosticIds
{
    public const string NoScope = "PSD2001";
    public const string NotAScopeToken = "PSD2002";
    public const string UnknownScope = "PSD2003";
    public const string DuplicateScope = "PSD2004";
    public const string MissingCompanion = "PSD2005";
    public const string ScopeNotAllowed = "PSD2006";
    public const string NoRefitMethod = "PSD2007";
    public const string AuthorizationSetByHand = "PSD2008";
    public const string UnreachableClient = "PSD2009";
    public const string NoClients = "PSD2010";
    public const string MethodWithoutScopes = "PSD2011";
    public const string Contradiction = "PSD2012";
    public const string UnapprovedScopes = "PSD2013";
    public const string StaleApproval = "PSD2014";
    public const string ClientsNotRegistered = "PSD2015";
    public const string NoRequest = "PSD2016";
}
