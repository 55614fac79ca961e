// Templates that were read lately: an update reads its stack's present template as well, and reading is what takes the time.
import { readTemplate, type ReadTemplate } from '../../stacks/template/read-template.ts';

const kept = new Map<string, ReadTemplate>();
const most = 16;

/** The same text gives the same template. */
export function keptTemplate(text: string): ReadTemplate {
  const found = kept.get(text) ?? readTemplate({ path: 'template', text });
  kept.delete(text);
  kept.set(text, found);
  for (const oldest of kept.keys()) {
    if (kept.size <= most) break;
    kept.delete(oldest);
  }
  return found;
}
