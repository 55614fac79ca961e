// Reads the task definition, from a file or from ECS, and writes the rendered one where later steps find it.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Values } from '../../../../aws/wire/message.ts';
import { newId } from '../../../../lib/id.ts';
import { isFailed, type Result } from '../../../../lib/result.ts';
import { withAws } from '../aws-calls.ts';
import { readInJob } from '../paths-in-job.ts';
import { failed, succeeded, type StandInCall, type StandInEnd } from '../stand-in.ts';
import { render, type Json } from './render.ts';

export async function runRender(call: StandInCall): Promise<StandInEnd> {
  const { inputs } = call;
  for (const key of ['container-name', 'image'])
    if ((inputs[key] ?? '') === '') return failed(`Input required and not supplied: ${key}`);
  if ((inputs['task-definition'] ?? '') !== '') {
    const read = await readTaskDefinition(call, inputs['task-definition'] ?? '');
    return isFailed(read) ? failed(read.failed) : await write(call, read.definition);
  }
  const wanted = wantedRevision(inputs);
  if (wanted === undefined)
    return failed('Either task definition, task definition arn or task definition family must be provided');
  return await withAws(call, async (aws) => {
    const answer = await aws('ecs', 'DescribeTaskDefinition', { taskDefinition: wanted, include: ['TAGS'] });
    return await write(call, { ...(answer['taskDefinition'] as Values), tags: answer['tags'] ?? [] });
  });
}

/** A file of JSON in the job, by its path in the workspace. */
export async function readTaskDefinition(
  { job }: StandInCall,
  written: string,
): Promise<Result<{ readonly definition: Json }>> {
  const text = await readInJob(job, written);
  if (text === undefined) return { failed: `Task definition file does not exist: ${written}` };
  try {
    return { definition: JSON.parse(text) as Json };
  } catch (error) {
    return { failed: `The task definition file ${written} is no JSON: ${(error as Error).message}` };
  }
}

function wantedRevision(inputs: StandInCall['inputs']): string | undefined {
  const arn = inputs['task-definition-arn'] ?? '';
  const family = inputs['task-definition-family'] ?? '';
  const revision = inputs['task-definition-revision'] ?? '';
  if (arn !== '') return arn;
  if (family === '') return undefined;
  return revision === '' ? family : `${family}:${revision}`;
}

async function write({ job, inputs }: StandInCall, definition: Json): Promise<StandInEnd> {
  const rendered = render(definition, inputs);
  if (isFailed(rendered)) return failed(rendered.failed);
  const path = join(job.folders.temp, `task-definition-${newId()}.json`);
  await writeFile(job.folders.here(path), `${JSON.stringify(rendered.definition, undefined, 2)}\n`);
  return succeeded({ 'task-definition': path });
}
