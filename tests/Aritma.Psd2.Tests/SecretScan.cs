using System.Collections;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Aritma.Psd2.Tests;

/// <summary>Collects everything that an application may show of this library, and searches it for what nobody may see.</summary>
internal sealed class SecretScan : ILoggerProvider
{
    // What is escaped would not be found.
    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ConcurrentQueue<(string Where, string Text)> _shown = new();
    private readonly ConcurrentQueue<string> _secrets = new();

    /// <summary>What was collected, by where.</summary>
    public ILookup<string, string> Shown => _shown.ToLookup(shown => shown.Where, shown => shown.Text);

    /// <summary>Searches for this, and for the forms in which it travels.</summary>
    public void Hide(string secret, string? clientId = null)
    {
        string[] forms = [secret, Uri.EscapeDataString(secret), WebUtility.UrlEncode(secret)];
        foreach (var form in forms)
        {
            _secrets.Enqueue(form);
            if (clientId is not null)
            {
                _secrets.Enqueue(Convert.ToBase64String(Encoding.ASCII.GetBytes($"{Uri.EscapeDataString(clientId)}:{form}")));
            }
        }
    }

    public void Add(string where, object? shown) => _shown.Enqueue((where, $"{shown}"));

    public void Add(Activity span)
    {
        Add("span", $"{span.DisplayName} {span.Status} {span.StatusDescription} {span.TraceStateString}");
        var events = span.Events.SelectMany(happened => happened.Tags.Prepend(new("event", happened.Name)));
        var links = span.Links.SelectMany(link => link.Tags ?? []);
        var baggage = span.Baggage.Select(item => new KeyValuePair<string, object?>(item.Key, item.Value));
        foreach (var (name, value) in span.TagObjects.Concat(events).Concat(links).Concat(baggage))
        {
            Add("span", $"{name}={value}");
        }
    }

    /// <summary>What an object of this library shows of itself, and of all that it holds: as text, in the debugger, as JSON.</summary>
    public void AddObject(object? root)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var pending = new Stack<object?>([root]);
        while (pending.TryPop(out var value))
        {
            if (value is null or string or Delegate or Pointer || value.GetType().IsPrimitive || !seen.Add(value))
            {
                continue;
            }

            if (value is Exception exception)
            {
                AddException(exception);
                pending.Push(exception.InnerException);
            }

            // An array counts to the assembly of its elements.
            if (value is not Array && value.GetType().Assembly == typeof(Psd2Options).Assembly)
            {
                AddViews(value);
                foreach (var field in Fields(value.GetType()))
                {
                    pending.Push(field.GetValue(value));
                }
            }
            else if (value is IEnumerable items)
            {
                foreach (var item in items)
                {
                    pending.Push(item);
                }
            }
            else if (value.GetType() is { IsGenericType: true } pair && pair.GetGenericTypeDefinition() == typeof(KeyValuePair<,>))
            {
                pending.Push(pair.GetProperty("Value")!.GetValue(value));
            }
        }
    }

    public void AssertHidden()
    {
        Assert.NotEmpty(_secrets);
        foreach (var (where, text) in _shown)
        {
            foreach (var secret in _secrets)
            {
                Assert.False(text.Contains(secret, StringComparison.OrdinalIgnoreCase), $"{where} shows '{secret}': {text}");
            }
        }
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
    }

    private void AddException(Exception exception)
    {
        Add("exception", exception);
        foreach (DictionaryEntry entry in exception.Data)
        {
            Add("exception", $"{entry.Key}={entry.Value}");
        }
    }

    private void AddViews(object value)
    {
        var type = value.GetType();
        Add(type.Name, value);
        if (type.GetCustomAttribute<DebuggerDisplayAttribute>() is { } display)
        {
            Assert.Equal("{ToString(),nq}", display.Value);
        }

        foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public))
        {
            // What the debugger unfolds at once. Getters that are marked are those that hold a secret by design.
            if (property.GetCustomAttribute<DebuggerBrowsableAttribute>() is null && property.GetIndexParameters().Length == 0)
            {
                Add($"{type.Name}.{property.Name}", property.GetValue(value));
            }
        }

        try
        {
            Add(type.Name, JsonSerializer.Serialize(value, type, Unescaped));
        }
        catch (Exception unserializable) when (unserializable is NotSupportedException or InvalidOperationException or JsonException)
        {
            // What can't be serialized shows nothing.
        }
    }

    private static IEnumerable<FieldInfo> Fields(Type? type)
    {
        for (; type is not null && type.Assembly == typeof(Psd2Options).Assembly; type = type.BaseType)
        {
            const BindingFlags own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
            foreach (var field in type.GetFields(own))
            {
                yield return field;
            }
        }
    }

    /// <summary>Not a FakeLogger, which turns the values of a message into text: this one unfolds them.</summary>
    private sealed class Logger(SecretScan scan, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            AddState(state);
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            scan.Add("log", $"{category} {eventId} {formatter(state, exception)} {exception}");
            AddState(state);
        }

        private void AddState<TState>(TState state)
        {
            scan.Add("log", state);
            foreach (var (name, value) in state as IEnumerable<KeyValuePair<string, object?>> ?? [])
            {
                scan.Add("log", $"{name}={value}");
                scan.AddObject(value);
            }
        }
    }
}
