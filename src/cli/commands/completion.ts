// slipway completion: a script for the shell that completes commands, their subcommands and their options.
import { addExample, type Register } from '../command.ts';

export const register: Register = (command, { terminal, ends }) => {
  command.argument('<shell>', 'bash, zsh or fish');
  addExample(
    command,
    'source <(slipway completion bash)     # in ~/.bashrc',
    'slipway completion zsh > ~/.zfunc/_slipway',
    'slipway completion fish > ~/.config/fish/completions/slipway.fish',
  );
  command.action(
    ends(async (shell: string) => {
      const { writeCompletion } = await import('../completion/write-completion.ts');
      return await writeCompletion(shell, terminal);
    }),
  );
};
