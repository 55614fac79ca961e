// slipway schema: JSON Schemas of the files that Slipway reads, for editors that complete and check them.
import type { SchemaOptions } from '../show/show-schemas.ts';
import { addExample, type Register } from '../command.ts';

export const register: Register = (command, { terminal, ends }) => {
  command
    .argument('[name]', 'the kind of file; all are listed when absent')
    .option('--write <dir>', 'write all of them there, and print the settings with which VS Code uses them')
    .option('--vscode', 'set VS Code up in this folder: schemas, settings, and a task with a problem matcher')
    .option('--json', 'the list as one JSON document');
  addExample(command, 'slipway schema pipeline > pipeline.schema.json', 'slipway schema --vscode');
  command.action(
    ends(async (name: string | undefined, options: SchemaOptions) => {
      const { showSchemas } = await import('../show/show-schemas.ts');
      return showSchemas(name, options, terminal);
    }),
  );
};
