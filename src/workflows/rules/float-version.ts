// Versions that YAML takes for numbers: 3.10 is 3.1.
import { problem } from '../../lib/problem.ts';
import type { WorkflowRule } from './rule.ts';

/** A key that names a version or a tool, and what is written for it. */
const versionLine =
  /^[ \t]*(?:- +)?['"]?[\w-]*(?:version|python|node|go|ruby|php|java|terraform)[\w-]*['"]?[ \t]*:[ \t]*(.*)$/gim;
const endsWithZero = /(?<![\w.'"])\d+\.\d*0(?![\w.'"])/g;

export const floatVersion: WorkflowRule = (_workflow, { path, text }) =>
  [...text.matchAll(versionLine)].flatMap((line) => {
    const [whole, value = ''] = line;
    const start = line.index + whole.length - value.length;
    const written = value.replace(/(?:^|\s)#.*$/, '');
    return [...written.matchAll(endsWithZero)].map((found) => {
      const [version] = found;
      const at = { file: path, start: start + found.index, end: start + found.index + version.length };
      return problem({
        code: 'WorkflowFloatVersion',
        severity: 'warning',
        message: `${version} is a number, and means ${Number(version)}`,
        at,
        remedy: `Write '${version}' in quotes.`,
      });
    });
  });
