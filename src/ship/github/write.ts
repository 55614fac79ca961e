// A workflow as the text of its file. The same definition gives the same bytes.
import { Document } from 'yaml';
import type { GithubWorkflow } from './workflow.ts';

export function workflowText({ workflow, losses }: GithubWorkflow, pipeline: string): string {
  const document = new Document(workflow, { aliasDuplicateObjects: false });
  document.commentBefore = [
    ` The pipeline ${pipeline}, written by slipway ship --format github.`,
    ...(losses.length === 0 ? [] : [' What is otherwise than in the pipeline:']),
    ...losses.map((loss) => ` - ${loss}`),
  ].join('\n');
  return document.toString({ lineWidth: 0, blockQuote: 'literal' });
}
