// slipway init: a pipeline for what the folder holds, or one of the templates.
import { addExample, type Register } from '../command.ts';
import type { InitOptions } from '../init/init-options.ts';

export const register: Register = (command, { terminal, ends }) => {
  command
    .argument('[folder]', 'the folder that gets the definition', '.')
    .option('-y, --yes', 'write without a question')
    .option('--choice <number>', 'which of the kinds that the folder can be taken for; the first when absent')
    .option(
      '--template <name>',
      'begin with a small system instead of what the folder holds; "list" shows them',
    )
    .option(
      '--name <name>',
      'what the pipeline and its resources are called; the name of the folder when absent',
    )
    .option('--vscode', 'also set VS Code up: schemas and a task; by itself where the folder has .vscode')
    .option('--no-vscode', 'leave .vscode as it is')
    .option('--json', 'one JSON document: what was found, written and kept');
  addExample(
    command,
    'slipway init                                   # shows what it would write, and asks',
    'slipway init --yes && slipway run',
    'slipway init shop --template static-site --yes',
  );
  command.action(
    ends(async (folder: string, options: InitOptions) => {
      const { init } = await import('../init/init.ts');
      return await init(folder, options, terminal);
    }),
  );
};
