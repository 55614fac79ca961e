// Says of a step that it was not executed, with what it would have sent. The step itself does not fail: nothing after it waits
// for the other service.
import { existsSync } from 'node:fs';
import { counted } from '../../../../lib/counted.ts';
import { absolutePath } from '../paths-in-job.ts';
import { succeeded, type StandInCall, type StandInEnd } from '../stand-in.ts';

export function reportNotExecuted({ job, step, inputs }: StandInCall, what: string): StandInEnd {
  const { context, folders, machine } = job;
  context.report({
    kind: 'NotExecuted',
    what: `${what} (${step.uses ?? ''})`,
    reason: 'a run on this machine changes nothing at services elsewhere',
  });
  const text = ['text', 'slack-message', 'payload', 'custom_payload', 'description'].find(
    (key) => (inputs[key] ?? '') !== '',
  );
  if (text !== undefined) context.log.line(`It would have sent: ${inputs[text] ?? ''}`);
  const named = (inputs['files'] ?? inputs['file'] ?? '').split(',').map((name) => name.trim());
  const files = named.filter((name) => name !== '');
  const found = files.filter((name) => existsSync(machine.outside(absolutePath(name, folders))));
  if (files.length > 0)
    context.log.line(
      `It would have sent ${counted(found.length, 'file')} of ${files.length}: ${files.join(', ')}`,
    );
  return succeeded();
}
