// Reads a pipeline: the bare declaration, `{pipeline, metadata}` as get-pipeline prints it, or the input of
// `aws codepipeline create-pipeline --cli-input-json`.
import { defined } from '../../lib/defined.ts';
import { entryOf, type Node } from '../../lib/node.ts';
import type { Problem } from '../../lib/problem.ts';
import type { PipelineDeclaration } from '../../model/pipeline.ts';
import { readAws } from '../aws-shape.ts';
import { pipelineRules } from './pipeline-shape.ts';
import { readShape } from '../read-shape.ts';
import { any, list, object, optional, required, string } from '../shape.ts';

export interface ReadPipeline {
  /** Absent when a part of it cannot be read; see readShape. */
  readonly value?: PipelineDeclaration;
  /** The declaration itself, inside whatever wraps it: paths of findings begin here. */
  readonly node: Node;
  readonly problems: readonly Problem[];
}

/** Whether a file looks like a pipeline, however broken. */
export function isPipeline(root: Node): boolean {
  return entryOf(root, 'stages') !== undefined || entryOf(root, 'pipeline') !== undefined;
}

export function readPipeline(root: Node): ReadPipeline {
  const wrapped = entryOf(root, 'stages') === undefined ? entryOf(root, 'pipeline') : undefined;
  const node = wrapped?.value ?? root;
  const { value, problems } = readAws(node, 'PipelineDeclaration', pipelineRules);
  const wrapping = wrapped === undefined ? [] : readShape(root, wrapperShape).problems;
  return { node, problems: [...wrapping, ...problems], ...defined({ value }) };
}

const wrapperShape = object(
  'file with a pipeline',
  {
    pipeline: required(any()),
    metadata: optional(any()),
    tags: optional(
      list(
        object('tag', {
          key: required(string({ min: 1, max: 128 })),
          value: required(string({ max: 256 })),
        }),
        { max: 50 },
      ),
    ),
  },
  { aws: 'The AWS CLI refuses the input: "Unknown parameter in input".' },
);
