using Forsyn.App.Identity;
using Microsoft.AspNetCore.Components;

namespace Forsyn.Web.Pages.Layout;

/// <summary>One entry of the main navigation and of the start page.</summary>
public sealed record NavigationLink(string Href, string Name, string Policy, string Icon)
{
    public string TextKey => $"nav.{Name}";
    public string AboutKey => $"nav.{Name}.about";
}

/// <summary>The main navigation: who may, sees. Order is the order of the day's work.</summary>
public static class Navigation
{
    public static readonly IReadOnlyList<NavigationLink> Links =
    [
        new("/shop", "shop", Policy.ShopUse, "magnifying-glass"),
        new("/basket", "basket", Policy.ShopUse, "shopping-basket"),
        new("/orders", "orders", Policy.ShopUse, "tasklist"),
        new("/exemptions", "exemptions", Policy.ShopUse, "file-text"),
        new("/shipments", "shipments", Policy.ShopUse, "truck"),
        new("/advice", "advice", Policy.AdviceAsk, "chat-elipsis"),
        new("/urgent", "urgent", Policy.UrgentRead, "lightning"),
        new("/desk", "desk", Policy.OrderReview, "inbox"),
        new("/desk/register", "register", Policy.OrderRegister, "plus"),
        new("/exemptions/queue", "exemption-queue", Policy.ExemptionReview, "clipboard-checkmark"),
        new("/desk/advice", "desk-advice", Policy.AdviceReadAll, "chat-elipsis"),
        new("/warehouse", "warehouse", Policy.WarehouseWork, "package"),
        new("/goods", "goods", Policy.GoodsRead, "truck"),
        new("/returns", "returns", Policy.OrdersRead, "arrow-undo"),
        new("/orders/all", "all-orders", Policy.OrdersReadAll, "clipboard-checkmark"),
        new("/stock", "stock", Policy.StockOwn, "buildings3"),
        new("/planned-days", "planned-days", Policy.ShopUse, "calendar"),
        new("/templates", "templates", Policy.ShopUse, "book"),
        new("/overview", "overview", Policy.StockNational, "bar-chart"),
        new("/warnings", "warnings", Policy.StockRead, "bell"),
        new("/coordination", "coordination", Policy.CoordinationRead, "tasklist"),
        new("/lots", "lots", Policy.LotControl, "padlock-locked"),
        new("/stock/reports", "reports", Policy.StockRead, "upload"),
        new("/stock/counts", "counts", Policy.StockRead, "clipboard-checkmark"),
        new("/cold-chain", "cold-chain", Policy.ColdRead, "thermometer"),
        new("/stock/proposals", "proposals", Policy.StockRead, "arrow-right-left"),
        new("/recalls", "recalls", Policy.StockRead, "exclamationmark-triangle"),
        new("/products", "products", Policy.CatalogueRead, "medicine-bottle"),
        new("/restrictions", "restrictions", Policy.CatalogueRead, "pause"),
        new("/shortages/notices", "notices", Policy.NoticeRead, "inbox"),
        new("/shortages/risks", "risks", Policy.RiskRead, "exclamationmark-triangle"),
        new("/blue", "blue", Policy.OrderPlace, "book"),
        new("/programmes", "programmes", Policy.CatalogueRead, "shield-checkmark"),
        new("/influenza", "influenza", Policy.CatalogueRead, "calendar"),
        new("/yellow-fever", "yellow-fever", Policy.CatalogueRead, "earth"),
        new("/invoices", "invoices", Policy.InvoiceReadOwn, "receipt"),
        new("/invoices/all", "all-invoices", Policy.InvoiceReadAll, "receipt"),
        new("/outbox", "outbox", Policy.MailRead, "envelope-closed"),
        new("/rules", "rules", Policy.OrdersReadAll, "tasklist"),
        new("/ledger", "ledger", Policy.LedgerAudit, "shield-checkmark"),
        new("/patients/log", "patient-log", Policy.PatientLog, "padlock-locked"),
        new("/preparedness", "preparedness", Policy.PreparednessRead, "shield-checkmark"),
        new("/preparedness/supervision", "supervision", Policy.SupervisionRead, "clipboard-checkmark"),
        new("/mandates", "mandates", Policy.MandateRead, "gavel"),
        new("/continuity", "continuity", Policy.ContinuityRead, "hourglass"),
        new("/people", "people", Policy.PeopleManage, "person-group"),
    ];

    // A row whose page is not written yet leads nowhere, so it is not shown.
    static readonly HashSet<string> Pages =
        [.. typeof(Navigation).Assembly.GetTypes()
            .SelectMany(type => type.GetCustomAttributes(typeof(RouteAttribute), false))
            .Select(route => ((RouteAttribute)route).Template)];

    /// <summary>The address of every page there is.</summary>
    public static IReadOnlyCollection<string> AllPages => Pages;

    /// <summary>Whether somebody who follows the address finds a page.</summary>
    public static bool HasPage(string href) => Pages.Contains(href.Split('?')[0]);

    public static IEnumerable<NavigationLink> For(Caller caller) =>
        Links.Where(link => HasPage(link.Href) && caller.May(link.Policy));

    /// <summary>The link a path lies under: of /orders and /orders/all the longest that fits.</summary>
    public static NavigationLink? Of(IEnumerable<NavigationLink> links, string path) => links
        .Where(link => path == link.Href || path.StartsWith(link.Href + "/"))
        .MaxBy(link => link.Href.Length);
}
