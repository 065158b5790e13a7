using System.Reflection;
using System.Text.Json.Serialization.Metadata;
using Aritma.Psd2.Sandbox;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Aritma.Psd2.OpenApi.Tests.Generation;

/// <summary>The schemas of one document: their names, and what the framework can't know of their members.</summary>
internal sealed class Schemas(bool isMarked)
{
    private static readonly Dictionary<Type, string> Names = new()
    {
        [typeof(ConsentBody)] = "NewConsent",
        [typeof(ConsentRedirects)] = "RedirectSettings",
        [typeof(Link)] = "PageLink",
        [typeof(ProblemDetails)] = "Problem",
        [typeof(RefreshBody)] = "ConsentRefresh",
        [typeof(SandboxAccount)] = "NewAccount",
        [typeof(SandboxTransaction)] = "NewTransaction",
        [typeof(TokenForm)] = "TokenRequest",
        [typeof(TransactionList)] = "TransactionPage",
        [typeof(TransactionsByStatus)] = "TransactionLists",
    };

    /// <summary>Which types have members that a bank may leave out.</summary>
    private static readonly Type[] SentByBanks =
        [typeof(AccountFields), typeof(AccountReference), typeof(Balance), typeof(PartyAccount), typeof(TransactionFields)];

    /// <summary>The framework's own type, which can't have the attribute.</summary>
    private static readonly AritmaSourceAttribute ProblemSource =
        new(V4Pages.GetConsent, "type", "title", "status", "detail", "instance");

    private readonly Dictionary<string, JsonTypeInfo> _types = [];

    public string? NameOf(JsonTypeInfo type)
    {
        if (OpenApiOptions.CreateDefaultSchemaReferenceId(type) is not { } name)
        {
            return null;
        }

        name = Names.GetValueOrDefault(type.Type) ?? name.Replace("Fields", "", StringComparison.Ordinal);
        _types.TryAdd(name, type);
        return name;
    }

    public void Describe(OpenApiDocument document)
    {
        foreach (var (name, schema) in document.Components!.Schemas!)
        {
            Describe(name, (OpenApiSchema)schema);
        }
    }

    private void Describe(string name, OpenApiSchema schema)
    {
        var type = _types[name];
        var sources = new Sources(
            type.Type == typeof(ProblemDetails) ? [ProblemSource] : [.. type.Type.GetCustomAttributes<AritmaSourceAttribute>()]);
        foreach (var (member, found) in schema.Properties!.ToList())
        {
            if (IsNullable(found) || IsOptional(type, member))
            {
                schema.Required?.Remove(member);
            }

            var described = WithoutNull(found);
            if (Members.Find(name, member) is { } value)
            {
                described.Description = value.Description;
                if (described is OpenApiSchema inline)
                {
                    value.ApplyTo(inline);
                }
            }

            if (isMarked)
            {
                Sources.Mark((IOpenApiExtensible)described, sources.Of(member));
            }

            schema.Properties![member] = described;
        }

        if (isMarked)
        {
            sources.CheckNames(name);
        }
    }

    private static bool IsOptional(JsonTypeInfo type, string member) =>
        SentByBanks.Contains(type.Type) && (MissingMembers.Names.Contains(member) || member == "transactionId");

    private static bool IsNullable(IOpenApiSchema schema) =>
        schema.Type?.HasFlag(JsonSchemaType.Null) == true || schema.OneOf is { Count: > 0 };

    /// <summary>To the sandbox null is the same as absent, and it never sends it.</summary>
    private static IOpenApiSchema WithoutNull(IOpenApiSchema schema)
    {
        if (schema.OneOf is { Count: > 0 } choices)
        {
            return choices.Single(choice => choice.Type != JsonSchemaType.Null);
        }

        if (schema is OpenApiSchema inline)
        {
            inline.Type &= ~JsonSchemaType.Null;
        }

        return schema;
    }
}
