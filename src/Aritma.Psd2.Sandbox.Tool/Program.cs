using Aritma.Psd2.Sandbox.Tool;

return await SandboxCommand.RunAsync(args).ConfigureAwait(false);
