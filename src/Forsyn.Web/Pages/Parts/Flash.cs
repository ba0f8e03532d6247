using System.Text.Json;
using Forsyn.App.Texts;
using Microsoft.AspNetCore.Components;

namespace Forsyn.Web.Pages.Parts;

/// <summary>A message for the page after a redirect: a text key with its arguments, never a finished text.</summary>
public sealed record FlashText(string Key, string Color, Dictionary<string, string> Values)
{
    internal (string, object?)[] Args => [.. Values.Select(pair => (pair.Key, (object?)pair.Value))];
}

/// <summary>Carries one message over a redirect in a cookie that is gone once it is read.</summary>
public sealed class Flash(IHttpContextAccessor accessor, NavigationManager location, Forsyn.Web.Texts.Words words)
{
    const string Name = "forsyn-flash";

    /// <summary>It is done: go there and say so. Post, redirect, get, so that reloading sends nothing twice.</summary>
    public void To(string path, string key, params ReadOnlySpan<(string Name, object? Value)> args) =>
        Go(path, new(key, "success", Written(args)));

    /// <summary>As <see cref="To"/>, for news that is neither done nor wrong.</summary>
    public void NoteTo(string path, string key, params ReadOnlySpan<(string Name, object? Value)> args) =>
        Go(path, new(key, "info", Written(args)));

    /// <summary>The message left by the page before, once.</summary>
    public FlashText? Take()
    {
        if (accessor.HttpContext is not { } context || context.Request.Cookies[Name] is not { } text) return null;
        if (!context.Response.HasStarted) context.Response.Cookies.Delete(Name);
        try
        {
            var message = JsonSerializer.Deserialize<FlashText>(Uri.UnescapeDataString(text));
            return message is { Key: not null, Values: not null } && Text.Keys.Contains(message.Key) ? message : null;
        }
        catch (JsonException)
        {
            return null; // a cookie is the browser's to change; an unreadable one says nothing
        }
    }

    void Go(string path, FlashText message)
    {
        var context = accessor.HttpContext ?? throw new InvariantBroken("a message was left outside a request");
        context.Response.Cookies.Append(Name, Uri.EscapeDataString(JsonSerializer.Serialize(message)), new CookieOptions
        {
            HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps,
            MaxAge = TimeSpan.FromMinutes(1), IsEssential = true,
        });
        location.NavigateTo(path);
    }

    Dictionary<string, string> Written(ReadOnlySpan<(string Name, object? Value)> args)
    {
        var values = new Dictionary<string, string>();
        foreach (var (name, value) in args) values[name] = Formats.Write(words.Language, value);
        return values;
    }
}
