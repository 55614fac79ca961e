// What a reader of a definition finds wrong in it, with the text that each finding points to.
import { parseJson } from '../../src/lib/parse-json.ts';
import type { readService } from '../../src/load/kinds/service.ts';
import type { readTaskDefinition } from '../../src/load/kinds/task-definition.ts';

export function findings(reader: typeof readTaskDefinition | typeof readService, json: object) {
  const text = JSON.stringify(json);
  const { root } = parseJson({ path: 'resource.json', text });
  if (root === undefined) throw new Error('no JSON');
  return reader(root).problems.map(({ code, message, at }) => ({
    code,
    message,
    at: text.slice(at?.start ?? 0, at?.end ?? 0),
  }));
}
