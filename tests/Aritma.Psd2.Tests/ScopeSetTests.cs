using Aritma.Psd2.Tokens;

namespace Aritma.Psd2.Tests;

public class ScopeSetTests
{
    [Fact]
    public void Stands_on_the_wire_as_declared()
    {
        Assert.Equal(
            "banking.channel.psd2 banking.ais.read", ScopeSet.Create(["banking.channel.psd2", "banking.ais.read"], "The client").Parameter);
        Assert.Equal("b a", ScopeSet.Create(["b", "a"], "The client").Parameter);
    }

    [Fact]
    public void Has_the_same_key_in_any_order()
    {
        Assert.Equal(ScopeSet.Create(["b", "a"], "The client").Key, ScopeSet.Create(["a", "b"], "The client").Key);
        Assert.NotEqual(ScopeSet.Create(["a"], "The client").Key, ScopeSet.Create(["a", "b"], "The client").Key);
        Assert.NotEqual(ScopeSet.Create(["a"], "The client").Key, ScopeSet.Create(["A"], "The client").Key);
    }

    [Fact]
    public void Holds_each_scope_once()
    {
        var set = ScopeSet.Create(["b", "a", "b"], "The client");

        Assert.Equal(["b", "a"], set.Scopes);
        Assert.Equal(ScopeSet.Create(["a", "b"], "The client").Key, set.Key);
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a\"b")]
    [InlineData("a\\b")]
    [InlineData("a\tb")]
    [InlineData("kontø")]
    [InlineData(null)]
    public void Refuses_what_is_no_scope_token(string? scope)
    {
        var refused = Assert.Throws<ArgumentException>(() => ScopeSet.Create(["banking.ais.read", scope!], "The client"));

        Assert.StartsWith(
            $"The client declares the scope '{scope}', which is no scope token (RFC 6749 §3.3).", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_to_be_empty() => Assert.Throws<ArgumentException>(() => ScopeSet.Create([], "The client"));
}
