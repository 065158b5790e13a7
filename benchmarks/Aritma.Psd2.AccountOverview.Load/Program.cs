// The sample AccountOverview under load:
//   dotnet run -c Release --project benchmarks/Aritma.Psd2.AccountOverview.Load [--help]
// It ends with 1 where an answer was wrong, a token was requested twice, or memory grew.
using Aritma.Psd2.AccountOverview.Load;

return await LoadCommand.RunAsync(args);
