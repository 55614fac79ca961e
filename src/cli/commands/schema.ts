// slipway schema: JSON Schemas of the files that Slipway reads, for editors that complete and check them.
import { addExample, type Register } from '../command.ts';

export const register: Register = (command, { terminal, ends }) => {
  command
    .argument('[name]', 'the kind of file; all are listed when absent')
    .option('--write <dir>', 'write all of them there, and print the settings with which VS Code uses them')
    .option('--json', 'the list as one JSON document');
  addExample(
    command,
    'slipway schema pipeline > pipeline.schema.json',
    'slipway schema --write .vscode/schemas',
  );
  command.action(
    ends(async (name: string | undefined, options: { readonly write?: string; readonly json?: boolean }) => {
      const { showSchemas } = await import('../show/show-schemas.ts');
      return showSchemas(name, options, terminal);
    }),
  );
};
