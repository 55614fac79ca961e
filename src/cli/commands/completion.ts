// slipway completion: a script for the shell that completes commands, options and what they name.
import { addExample, type Register } from '../command.ts';

export const register: Register = (command, { terminal, ends }) => {
  command
    .argument('<shell>', 'bash, zsh or fish; "next" says what may stand in place of the last word')
    .argument('[words...]', 'with next, after --: the words of the call so far, as the scripts ask');
  addExample(
    command,
    'source <(slipway completion bash)     # in ~/.bashrc',
    'slipway completion zsh > ~/.zfunc/_slipway',
    'slipway completion fish > ~/.config/fish/completions/slipway.fish',
  );
  command.action(
    ends(async (shell: string, words: readonly string[]) => {
      if (shell === 'next')
        return await (await import('../completion/write-next.ts')).writeNext(words, terminal);
      const { writeCompletion } = await import('../completion/write-completion.ts');
      return await writeCompletion(shell, terminal);
    }),
  );
};
