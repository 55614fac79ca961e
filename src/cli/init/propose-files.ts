// Files that are proposed: shown, and written when they are wanted. A file that is there already stays as it is.
import { chmodSync, lstatSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeFolders } from '../../lib/make-folders.ts';
import { problem, ProblemError } from '../../lib/problem.ts';
import type { Detected } from '../../starter/detected.ts';
import { accountId, type StarterFile } from '../../starter/shapes.ts';
import { askLine } from '../ask-line.ts';
import { editorFiles, schemaFolder, type EditorFile } from '../editor/editor-files.ts';
import { writeEditorFile } from '../editor/set-up-editor.ts';
import { span, type Line } from '../render/line.ts';
import { readDefinition } from '../session/definition-record.ts';
import { showProblems } from '../show-problems.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import type { InitOptions } from './init-options.ts';
import { writeLines, writeText } from '../write-lines.ts';

export interface Proposal {
  readonly path: string;
  readonly options: InitOptions;
  readonly terminal: Terminal;
  readonly detected?: Detected;
}

/** Shows, asks, writes, and checks what came of it. */
export async function proposeFiles(files: readonly StarterFile[], proposal: Proposal): Promise<ExitStatus> {
  const { path, options, terminal } = proposal;
  const kept = files.filter((file) => isThere(join(path, file.path)));
  const written = files.filter((file) => !kept.includes(file));
  const editor = await editorPlan(proposal);
  if (options.json !== true) showPlan({ written, kept, editor }, proposal);
  if (!(await isWanted(proposal))) return 1;
  for (const file of written) write(join(path, file.path), file);
  for (const file of editor) writeEditorFile(path, file);
  if (options.json === true) {
    const names = (list: readonly { readonly path: string }[]) => list.map((file) => file.path);
    const { added, changed } = editorChanges(editor);
    terminal.write(
      `${JSON.stringify({ detected: proposal.detected, written: names([...written, ...added]), kept: names(kept), changed: names(changed) })}\n`,
    );
    return 0;
  }
  return await reportResult(written, { ...proposal, isEditorSetUp: editor.length > 0 });
}

/** What VS Code needs, where the folder is one of VS Code or the call asks for it. */
async function editorPlan({ path, options }: Proposal): Promise<readonly EditorFile[]> {
  const isUsed = statSync(join(path, '.vscode'), { throwIfNoEntry: false })?.isDirectory() === true;
  if (!(options.vscode ?? isUsed)) return [];
  const { fileSchemas } = await import('../../load/schemas.ts');
  return editorFiles(path, fileSchemas());
}

interface EditorChanges {
  readonly added: readonly EditorFile[];
  /** They were there; what was missing is added. */
  readonly changed: readonly EditorFile[];
}

function editorChanges(editor: readonly EditorFile[]): EditorChanges {
  return {
    added: editor.filter(({ before }) => before === undefined),
    changed: editor.filter(
      ({ before, text }) => before !== undefined && text !== undefined && text !== before,
    ),
  };
}

/** Also a link that leads nowhere. */
function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

interface Plan {
  readonly written: readonly StarterFile[];
  readonly kept: readonly StarterFile[];
  readonly editor: readonly EditorFile[];
}

function showPlan({ written, kept, editor }: Plan, { terminal, detected }: Proposal): void {
  if (detected !== undefined) {
    const { title, evidence, notes = [] } = detected;
    writeLines(terminal, [
      [span('This is '), span(title, 'bold'), span(`  found by ${evidence.join(', ')}`, 'dim')],
      ...notes.map((note) => [span(`  note: ${note}`, 'yellow')]),
    ]);
  }
  writeLines(terminal, [
    ...written.map(({ path }) => [span('  + ', 'green'), span(path)]),
    ...kept.map(({ path }) => [
      span('  = ', 'dim'),
      span(path),
      span('  is there already and stays as it is', 'dim'),
    ]),
    ...editorLines(editor),
  ]);
}

/** The schemas are one line: they are of interest to the editor alone. */
function editorLines(editor: readonly EditorFile[]): readonly Line[] {
  const { added, changed } = editorChanges(editor);
  const isSchema = ({ path }: EditorFile): boolean => dirname(path) === schemaFolder;
  const schemas = [...added, ...changed].filter((file) => isSchema(file)).length;
  const others = (files: readonly EditorFile[]) => files.filter((file) => !isSchema(file));
  return [
    ...(schemas === 0
      ? []
      : [[span('  + ', 'green'), span(schemaFolder), span(`  ${schemas} schemas`, 'dim')]]),
    ...others(added).map(({ path }) => [span('  + ', 'green'), span(path)]),
    ...others(changed).map(({ path }) => [
      span('  ~ ', 'yellow'),
      span(path),
      span('  gets what is missing, and keeps the rest', 'dim'),
    ]),
    ...others(editor)
      .filter(({ text }) => text === undefined)
      .map(({ path }) => [span('  = ', 'dim'), span(path), span('  is no JSON and stays as it is', 'dim')]),
  ];
}

async function isWanted({ options, terminal }: Proposal): Promise<boolean> {
  if (options.yes === true) return true;
  if (!process.stdin.isTTY || !terminal.isScreen || options.json === true)
    throw new ProblemError([
      problem({
        code: 'CallInvalid',
        whose: 'call',
        message: 'Nothing was written: without a terminal there is no one to ask',
        remedy: `Write it: ${terminal.hints.again('--yes')}`,
      }),
    ]);
  const answer = await askLine('Write these files? [Y/n] ', terminal, 'Nothing was written.');
  return /^(y|yes|)$/i.test(answer.trim());
}

function write(path: string, { text, isExecutable }: StarterFile): void {
  makeFolders(dirname(path));
  // Only where there is nothing: another program may have made it meanwhile.
  writeFileSync(path, text, { flag: 'wx' });
  if (isExecutable === true) chmodSync(path, 0o755);
}

async function reportResult(
  written: readonly StarterFile[],
  { path, terminal, isEditorSetUp }: Proposal & { readonly isEditorSetUp: boolean },
): Promise<ExitStatus> {
  const { ready, problems, loaded } = await readDefinition(path, { cwd: terminal.cwd });
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (ready === undefined) {
    showProblems(errors, { terminal, sources: loaded.sources });
    return 2;
  }
  terminal.write(`\nNext: ${terminal.hints.run(path)}\n`);
  if (!isEditorSetUp)
    writeText(
      terminal,
      `In VS Code: ${terminal.hints.command(['schema', '--vscode'])} completes and checks these files.\n`,
    );
  if (written.some(({ text }) => text.includes(accountId)))
    writeText(
      terminal,
      `On AWS: replace the account ${accountId}, the connection and the roles in these files by yours.\n`,
    );
  return 0;
}
