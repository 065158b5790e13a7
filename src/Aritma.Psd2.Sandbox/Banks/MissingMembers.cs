using System.Text.Json.Nodes;

namespace Aritma.Psd2.Sandbox;

/// <summary>Plays a bank that sends as little as it may.</summary>
internal static class MissingMembers
{
    public static IReadOnlyList<string> Names { get; } =
    [
        "bic", "iban", "bban", "name", "displayName", "referenceDate", "lastChangeDate", "references", "entryReference", "valueDate",
        "bookingDate", "creditorName", "creditorAccount", "debtorName", "debtorAccount", "remittanceInformationUnstructured",
        "balanceAfterTransaction",
    ];

    public static void LeaveOut(JsonNode? answer)
    {
        switch (answer)
        {
            case JsonArray items:
                for (var i = 0; i < items.Count; i++)
                {
                    if (i % 2 == 1)
                    {
                        (items[i] as JsonObject)?.Remove("transactionId");
                    }

                    LeaveOut(items[i]);
                }

                break;
            case JsonObject members:
                foreach (var name in Names)
                {
                    members.Remove(name);
                }

                foreach (var (_, value) in members)
                {
                    LeaveOut(value);
                }

                break;
        }
    }
}
