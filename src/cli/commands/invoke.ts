// slipway invoke: what `aws lambda invoke` is on AWS.
import { addCommonOptions, addExample, type Register } from '../command.ts';
import type { InvokeCallOptions } from '../run/invoke.ts';

export const register: Register = (command, { terminal, ends }) => {
  command.argument('<function>', 'its FunctionName');
  command.argument('[definition]', 'a folder with a definition, or a pipeline', '.');
  addCommonOptions(
    command.option('--payload <json>', 'the event: JSON, or file://PATH of a file that holds it', '{}'),
    'one JSON document: {"functionName", "payload", "functionError"?, "log", "durationMs"}',
  );
  addExample(
    command,
    `slipway invoke check-green --payload '{"DeploymentId": "d-ABCDEF123"}'`,
    'slipway invoke check-green --payload file://event.json examples/shop',
  );
  command.action(
    ends(async (functionName: string, definition: string, options: InvokeCallOptions) => {
      const { invoke } = await import('../run/invoke.ts');
      return await invoke({ functionName, definition }, options, terminal);
    }),
  );
};
