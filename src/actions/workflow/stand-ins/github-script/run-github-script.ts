// Runs the script in a process of its own, in the job, as the action's own program would.
import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { executeProgram } from '../run-program.ts';
import { failed, type StandInCall, type StandInEnd } from '../stand-in.ts';

export async function runGithubScript(call: StandInCall): Promise<StandInEnd> {
  const { script = '', 'result-encoding': encoding = 'json' } = call.inputs;
  if (script === '') return failed('Input required and not supplied: script');
  if (!['json', 'string'].includes(encoding))
    return failed('"result-encoding" must be either "string" or "json"');
  const ending = import.meta.filename.endsWith('.ts') ? '.ts' : '.js';
  const program = join(import.meta.dirname, `script-main${ending}`);
  const own = { INPUT_SCRIPT: script, 'INPUT_RESULT-ENCODING': encoding };
  const { end, outputs } = await executeProgram(call, [await realpath(process.execPath), '--', program], own);
  return { end, outputs };
}
