// The lists that a CodePipeline invoke action has as JSON in its configuration (CodePipeline user guide, "AWS CodePipeline invoke
// action reference"; API reference, "SourceRevisionOverride", "PipelineVariable"). Pure.
import { z } from 'zod';
import type { Result } from '../../lib/result.ts';

const revisionsShape = z.array(
  z.strictObject({
    actionName: z.string().min(1),
    revisionType: z.enum(['COMMIT_ID', 'IMAGE_DIGEST', 'S3_OBJECT_VERSION_ID', 'S3_OBJECT_KEY']),
    revisionValue: z.string().min(1).max(1500),
  }),
);

const variablesShape = z.array(z.strictObject({ name: z.string().min(1), value: z.string().min(1) }));

export type ReadList = Result<{ readonly values: Readonly<Record<string, string>> }>;

/** By the name of the source action. */
export function readSourceRevisions(text = '[]'): ReadList {
  return readList(text, revisionsShape, ({ actionName, revisionValue }) => [actionName, revisionValue]);
}

export function readVariables(text = '[]'): ReadList {
  return readList(text, variablesShape, ({ name, value }) => [name, value]);
}

function readList<T>(
  text: string,
  shape: z.ZodType<readonly T[]>,
  entryOf: (item: T) => readonly [name: string, value: string],
): ReadList {
  const read = shape.safeParse(parsed(text));
  if (!read.success) {
    const [issue] = read.error.issues;
    const at = issue?.path.map(String).join('.') ?? '';
    return { failed: `${at === '' ? '' : `${at}: `}${issue?.message ?? 'it is no JSON list'}` };
  }
  const entries = read.data.map(entryOf);
  const names = entries.map(([name]) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return twice === undefined
    ? { values: Object.fromEntries(entries) }
    : { failed: `"${twice}" is there twice` };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
