// The lists of a CodePipeline invoke action, as far as no variable gives them. Pure.
import type { Finding } from '../../lib/finding.ts';
import { isFailed } from '../../lib/result.ts';
import type { PlacedAction } from '../../model/pipeline-walk.ts';
import { readSourceRevisions, readVariables } from './start-lists.ts';

const readers = { SourceRevisions: readSourceRevisions, Variables: readVariables } as const;

export function checkLists({ action, path }: PlacedAction): readonly Finding[] {
  return (['SourceRevisions', 'Variables'] as const).flatMap((key) => {
    const text = action.configuration?.[key];
    if (text === undefined || text.includes('#{') || !isList(text)) return [];
    const read = readers[key](text);
    if (!isFailed(read)) return [];
    return [
      {
        code: 'ConfigurationValueInvalid',
        message: `"${key}" of the action "${action.name}" cannot be used: ${read.failed}`,
        path: [...path, 'configuration', key],
        remedy:
          key === 'Variables'
            ? 'Write a JSON list of { "name": "…", "value": "…" }.'
            : 'Write a JSON list of { "actionName": "…", "revisionType": "COMMIT_ID", "revisionValue": "…" }.',
        aws: 'The action fails when it starts the other pipeline.',
      },
    ];
  });
}

/** What is no list of JSON at all is another finding. */
function isList(text: string): boolean {
  try {
    return Array.isArray(JSON.parse(text));
  } catch {
    return false;
  }
}
