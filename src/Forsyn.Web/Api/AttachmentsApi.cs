using Forsyn.App.Database;
using Forsyn.App.Documents;
using Forsyn.App.Identity;
using Forsyn.Web.Hosting;
using Forsyn.Web.Identity;
using Forsyn.Web.Texts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Forsyn.Web.Api;

/// <summary>Files attached to orders and applications, given back so that nothing in them runs.</summary>
static class AttachmentsApi
{
    const string NoContent = "default-src 'none'; sandbox; frame-ancestors 'none'";

    public static void MapAttachments(this IEndpointRouteBuilder api)
    {
        var files = api.MapGroup("/attachments").WithTags("Attachments").RequireAuthorization(Policy.AttachmentUse);
        files.MapPost("/", Save).WithName("save-attachment")
            .WithSummary("Keeps a PDF, PNG or JPEG sent as the body, at most 10 MB; the same file is kept once")
            .WithMetadata(new RequestSizeLimitAttribute(AttachmentCheck.LargestBytes + 1))
            .Produces<AttachmentBody>(201).ProducesProblem(413).ProducesProblem(422);
        files.MapGet("/{id:long}", About).WithName("get-attachment").WithSummary("What is known of a file")
            .Produces<AttachmentBody>().ProducesProblem(404);
        files.MapGet("/{id:long}/content", Content).WithName("get-attachment-content").WithSummary("The file itself")
            .Produces<byte[]>(200, "application/octet-stream").ProducesProblem(404);
    }

    /// <summary>The same file for a person who follows a link.</summary>
    public static void MapAttachmentFiles(this WebApplication app) =>
        app.MapGet("/attachments/{id:long}", Page).RequireAuthorization(Policy.AttachmentUse).ExcludeFromDescription();

    static async Task<IResult> Save(
        string name, string purpose, HttpRequest request, Db db, Clock clock, Current who, Words words)
    {
        if (!Kebab.TryParse<AttachmentPurpose>(purpose, out var meant))
            return Http.Problem(Refusal.Of("attachment-purpose-wrong", "purpose", purpose, "possible",
                string.Join(", ", Kebab.All<AttachmentPurpose>())), words);
        var saved = await Attachments.Save(
            db, request.Body, name, request.ContentType, meant, clock.Now, who.Caller);
        if (saved.Refusal is { } no) return Http.Problem(no, words);
        return (await Attachments.Find(db, saved.Value, who.Caller)).Answer(words, file =>
            Results.Created($"/api/v1/attachments/{file.Id}", AttachmentBody.Of(file)));
    }

    static async Task<IResult> About(long id, Db db, Current who, Words words) =>
        (await Attachments.Find(db, id, who.Caller)).Answer(words, file => Results.Ok(AttachmentBody.Of(file)));

    static async Task<IResult> Content(
        long id, Db db, Clock clock, Current who, Words words, HttpResponse response) =>
        (await Attachments.Open(db, id, clock.Now, who.Caller)).Answer(words, file => File(file, response));

    static async Task<IResult> Page(long id, Db db, Clock clock, Current who, HttpResponse response) =>
        (await Attachments.Open(db, id, clock.Now, who.Caller))
            .Match(file => File(file, response), _ => Results.NotFound());

    // Saved, never shown inside a page of ours: whatever a file holds, it has no rights here.
    static IResult File(OpenedAttachment file, HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = NoContent;
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        response.Headers[HeaderNames.CacheControl] = "no-store";
        return Results.File(file.Content, file.About.KindValue.Type(), file.About.Name);
    }
}

/// <summary>A file without its content.</summary>
public sealed record AttachmentBody(
    long Id, string Name, string Kind, long Size, string Purpose, string? BelongsTo, Moment UploadedAt)
{
    public static AttachmentBody Of(Attachment file) => new(
        file.Id, file.Name, file.Kind, file.Size, file.Purpose, file.BelongsTo, new Moment(file.UploadedAt));
}
