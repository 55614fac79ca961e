// The `batch` section of a buildspec. Source: CodeBuild user guide, "Batch build buildspec reference".
import { entryOf, type Node } from '../../lib/node.ts';
import { problem, type Problem } from '../../lib/problem.ts';
import { plain, readShape } from '../read-shape.ts';
import { boolean, custom, list, object, optional, record, required, string, type Shape } from '../shape.ts';
import { textShape } from './buildspec-values.ts';

type Report = (problem: Problem) => void;

const kinds = ['build-list', 'build-graph', 'build-matrix', 'build-fanout'];
const text = string({ coerce: 'silent', min: 1 });
const truth = boolean({ words: true });
const count = custom<number>((node, report) => {
  const value = node.kind === 'scalar' ? Number(node.text) : Number.NaN;
  if (Number.isInteger(value) && value >= 1) return value;
  report(
    problem({ code: 'WrongType', message: '"parallelism" must be a whole number above 0', at: node.place }),
  );
  return undefined;
});

const ignored = { unknownKeys: 'warning', aws: 'CodeBuild ignores it without a word.' } as const;

const taskEnv = object(
  'env of a batch task',
  {
    'compute-type': optional(text),
    fleet: optional(text),
    image: optional(text),
    'privileged-mode': optional(truth),
    type: optional(text),
    variables: optional(record(textShape)),
  },
  ignored,
);

const task = {
  identifier: required(text),
  buildspec: optional(text),
  'debug-session': optional(truth),
  env: optional(taskEnv),
  'ignore-failure': optional(truth),
};

export const batchSectionShape = object(
  'batch section',
  {
    'fast-fail': optional(truth),
    'build-list': optional(list(object('batch task', task, ignored))),
    'build-graph': optional(
      list(object('batch task', { ...task, 'depend-on': optional(list(text)) }, ignored)),
    ),
    'build-matrix': optional(
      object(
        'build-matrix',
        {
          static: optional(
            object('static part', { 'ignore-failure': optional(truth), env: optional(taskEnv) }, ignored),
          ),
          dynamic: optional(
            object(
              'dynamic part',
              {
                buildspec: optional(list(text)),
                env: optional(
                  object(
                    'env of the dynamic part',
                    {
                      'compute-type': optional(list(text)),
                      image: optional(list(text)),
                      variables: optional(record(list(text))),
                    },
                    ignored,
                  ),
                ),
              },
              ignored,
            ),
          ),
        },
        ignored,
      ),
    ),
    'build-fanout': optional(
      object('build-fanout', { parallelism: required(count), 'ignore-failure': optional(truth) }, ignored),
    ),
  },
  ignored,
);

/**
 * Checked against the shape, and kept as it is written. A plain build does not read the section, so nothing in it keeps
 * one from running; a file that `onlyBatches` has no other use.
 */
export function batchShape(onlyBatches: boolean): Shape<unknown> {
  return custom((node, report) => {
    const remark: Report = (found) => {
      if (found.severity !== 'error') report(found);
      else if (onlyBatches) report({ ...found, aws: refused });
      else report({ ...found, severity: 'warning', aws: `A plain build does not read it. ${refused}` });
    };
    readShape(node, batchSectionShape).problems.forEach((found) => remark(found));
    checkKinds(node, remark);
    return plain(node);
  });
}

const refused = 'A batch build fails in DOWNLOAD_BATCHSPEC.';

function checkKinds(node: Node, report: Report): void {
  const given = kinds.filter((kind) => entryOf(node, kind) !== undefined);
  if (node.kind !== 'map' || given.length === 1) return;
  report(
    problem({
      code: 'BatchInvalid',
      message:
        given.length === 0
          ? 'The batch section has none of its four kinds of builds'
          : `The batch section has ${given.join(' and ')}, and it can have only one of them`,
      at: entryOf(node, given[1] ?? '')?.keyPlace ?? node.entries[0]?.keyPlace ?? node.place,
      remedy: `Keep one of ${kinds.join(', ')}.`,
    }),
  );
}
