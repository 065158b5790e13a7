using System.Globalization;

namespace Aritma.Psd2.Sandbox;

/// <summary>Which transactions are asked for. Both dates are inclusive, and only their day counts.</summary>
internal sealed record TransactionQuery(DateOnly From, DateOnly To, IReadOnlyList<BookingStatus> Statuses)
{
    private static readonly string[] DateFormats =
        ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    private static readonly Dictionary<string, BookingStatus[]> StatusesByName = new(StringComparer.Ordinal)
    {
        ["booked"] = [BookingStatus.Booked],
        ["pending"] = [BookingStatus.Pending],
        ["both"] = [BookingStatus.Booked, BookingStatus.Pending],
        ["information"] = [BookingStatus.Information],
        ["all"] = [BookingStatus.Booked, BookingStatus.Pending, BookingStatus.Information],
    };

    /// <summary>Returns what is wrong with the parameters, or null.</summary>
    public static string? Read(string? dateFrom, string? dateTo, string? bookingStatus, out TransactionQuery query)
    {
        query = null!;
        if (Day(dateFrom) is not { } from)
        {
            return "dateFrom is missing, or not a date or date-time of RFC 3339.";
        }

        var to = DateOnly.MaxValue;
        if (dateTo is not null)
        {
            if (Day(dateTo) is not { } day)
            {
                return "dateTo is not a date or date-time of RFC 3339.";
            }

            to = day;
        }

        if (to < from)
        {
            return "dateTo lies before dateFrom.";
        }

        if (bookingStatus is null || !StatusesByName.TryGetValue(bookingStatus, out var statuses))
        {
            return "bookingStatus is missing, or not one of booked, pending, both, information, all.";
        }

        query = new(from, to, statuses);
        return null;
    }

    public bool Matches(Transaction transaction) =>
        transaction.Date >= From && transaction.Date <= To && Statuses.Contains(transaction.Status);

    /// <summary>The day as the caller wrote it, in the caller's own offset.</summary>
    private static DateOnly? Day(string? text) =>
        DateTimeOffset.TryParseExact(text, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? DateOnly.FromDateTime(moment.DateTime)
            : null;
}
