using System.Text.Json.Nodes;

namespace Aritma.Psd2.Sandbox;

/// <summary>Plays a bank that sends what no documentation names: members, a type of balance, a list of transactions, a verb.</summary>
internal static class UnknownValues
{
    public static void AddTo(JsonNode? answer)
    {
        switch (answer)
        {
            case JsonArray items:
                foreach (var item in items)
                {
                    AddTo(item);
                }

                break;
            case JsonObject members:
                foreach (var (_, value) in members)
                {
                    AddTo(value);
                }

                AddToMembers(members);
                break;
        }
    }

    private static void AddToMembers(JsonObject members)
    {
        members["notDocumented"] = new JsonObject { ["anything"] = "goes" };
        if (members["balances"] is JsonArray { Count: > 0 } balances)
        {
            var unknown = balances[0]!.DeepClone();
            unknown["balanceType"] = "notDocumented";
            balances.Add(unknown);
        }

        if (members["transactions"] is JsonObject lists)
        {
            lists["expected"] = new JsonArray();
        }

        if (members.ContainsKey("verb"))
        {
            members["verb"] = "notDocumented";
        }
    }
}
