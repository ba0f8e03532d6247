namespace Forsyn.Core.Ordering;

/// <summary>Where something can be requisitioned.</summary>
public enum SupplyRoute { Supplier, Pharmacy }

/// <summary>Which ways lead to a product.</summary>
public static class SupplyRoutes
{
    /// <summary>
    /// What is paid for comes from the supplier or a pharmacy (REQ-008), and so do yellow fever vaccine (YEL-002) and
    /// influenza vaccine outside the target groups (FLU-011); what is free comes from the supplier only.
    /// </summary>
    public static IReadOnlyList<SupplyRoute> Of(Purpose purpose) =>
        purpose is Purpose.Payable or Purpose.Influenza ? [SupplyRoute.Supplier, SupplyRoute.Pharmacy]
            : [SupplyRoute.Supplier];
}
