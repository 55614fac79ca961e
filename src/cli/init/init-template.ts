// A small system to begin with, taken from the templates that Slipway brings.
import { basename, resolve } from 'node:path';
import { didYouMean } from '../../lib/nearest.ts';
import { problem, ProblemError } from '../../lib/problem.ts';
import { readTemplate, templates } from '../../starter/templates.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import type { InitOptions } from './init-options.ts';
import { requireOwnFolder } from './own-folder.ts';
import { proposeFiles } from './propose-files.ts';
import { writeLines } from '../write-lines.ts';
import { span } from '../render/line.ts';

export async function initTemplate(
  given: string,
  options: InitOptions & { readonly template: string },
  terminal: Terminal,
): Promise<ExitStatus> {
  if (options.template === 'list') return listTemplates(options, terminal);
  const path = resolve(terminal.cwd, given);
  const template = templates.find(({ name }) => name === options.template);
  if (template === undefined) throw new ProblemError([unknownTemplate(options.template)]);
  requireOwnFolder(path);
  const files = readTemplate(template.name, options.name ?? basename(path));
  if (options.json !== true) terminal.write(`${template.name}: ${template.summary}\n`);
  return await proposeFiles(files, { path, options, terminal });
}

function listTemplates({ json }: InitOptions, terminal: Terminal): ExitStatus {
  const { write, hints } = terminal;
  if (json === true) {
    write(`${JSON.stringify({ templates })}\n`);
    return 0;
  }
  const width = Math.max(...templates.map(({ name }) => name.length));
  writeLines(
    terminal,
    templates.map(({ name, summary }) => [span(`  ${name.padEnd(width)}  ${summary}`)]),
  );
  write(`\n${hints.command(['init', 'FOLDER', '--template', templates[0]?.name ?? 'NAME'])}\n`);
  return 0;
}

function unknownTemplate(name: string) {
  const names = templates.map((each) => each.name);
  return problem({
    code: 'CallInvalid',
    whose: 'call',
    message: `There is no template "${name}"`,
    remedy: didYouMean(name, names, `Take one of ${names.join(', ')}`),
  });
}
