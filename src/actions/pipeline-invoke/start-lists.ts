// The lists that a CodePipeline invoke action has as JSON in its configuration (CodePipeline user guide, "AWS CodePipeline invoke
// action reference"; API reference, "SourceRevisionOverride", "PipelineVariable"). Pure.
import { isFailed, type Result } from '../../lib/result.ts';
import { readJsonText } from '../../load/read-json-text.ts';
import { list, object, required, string, type Shape } from '../../load/shape.ts';

const filled = string({ min: 1 });

const revisionsShape = list(
  object('revision', {
    actionName: required(filled),
    revisionType: required(
      string({ oneOf: ['COMMIT_ID', 'IMAGE_DIGEST', 'S3_OBJECT_VERSION_ID', 'S3_OBJECT_KEY'] }),
    ),
    revisionValue: required(string({ min: 1, max: 1500 })),
  }),
);

const variablesShape = list(object('variable', { name: required(filled), value: required(filled) }));

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
  shape: Shape<readonly T[]>,
  entryOf: (item: T) => readonly [name: string, value: string],
): ReadList {
  const items = readJsonText(text, shape);
  if (isFailed(items)) return items;
  const entries = items.map(entryOf);
  const names = entries.map(([name]) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return twice === undefined
    ? { values: Object.fromEntries(entries) }
    : { failed: `"${twice}" is there twice` };
}
