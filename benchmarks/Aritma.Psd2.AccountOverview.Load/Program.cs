// The sample AccountOverview under load:
//   dotnet run -c Release --project benchmarks/Aritma.Psd2.AccountOverview.Load [--users 200] [--seconds 30] [--pause 0] [--growth 1.1]
// It ends with 1 where an answer was wrong, a token was requested twice, or memory grew.
using Aritma.Psd2.AccountOverview.Load;

return await LoadCommand.RunAsync(args);
