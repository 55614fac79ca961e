// How a command of a buildspec hides that tests failed. Each command succeeds when the last thing in it does (CodeBuild
// user guide, "Phases and on-failure"; POSIX, "Shell Command Language", 2.8.2 and 2.9.2). Pure.
import { readShell, type ShellList, type ShellNode, type ShellScript } from '../../lib/read-shell.ts';

export interface HiddenTests {
  /** The command that runs tests, as words. */
  readonly command: string;
  readonly by: 'or' | 'list' | 'pipe' | 'option';
}

/** Undefined when a failing test fails the command, or may: what other programs make of it is not known. */
export function hiddenTests(command: string): HiddenTests | undefined {
  // A command that reads a status uses it.
  if (/\$\?|PIPESTATUS|\btrap\b/.test(command)) return undefined;
  const options: ShellOptions = {
    errexit: /\bset\s+-[a-z]*e|\berrexit\b/.test(command),
    pipefail: /\bpipefail\b/.test(command),
  };
  const found = inScript(readShell(command), options);
  return found?.by === 'nothing' ? undefined : found;
}

/** Those that are said in the command itself: they hold for no other. */
interface ShellOptions {
  readonly errexit: boolean;
  readonly pipefail: boolean;
}

/** Tests that hide nothing yet fail what is around them, which may hide it. */
type Found = HiddenTests | { readonly command: string; readonly by: 'nothing' };

function inScript(script: ShellScript, options: ShellOptions): Found | undefined {
  let open: Found | undefined;
  for (const [index, list] of script.entries()) {
    const found = inList(list, options);
    if (found === undefined) continue;
    if (found.by !== 'nothing') return found;
    const isLast = index === script.length - 1;
    if (!isLast && !options.errexit && !endsItself(script.slice(index + 1)))
      return { command: found.command, by: 'list' };
    open ??= found;
  }
  return open;
}

/** A later exit or return may know of the failure from a file or a variable. */
function endsItself(script: ShellScript): boolean {
  return script.some((list) => nodesOf(list).some((node) => mayFailOnPurpose(node)));
}

function mayFailOnPurpose(node: ShellNode): boolean {
  if (node.kind === 'compound') return node.bodies.some(endsItself);
  const [name, status] = node.words;
  return name === 'false' || ((name === 'exit' || name === 'return') && status !== '0');
}

function nodesOf({ first, rest }: ShellList): readonly ShellNode[] {
  return [first, ...rest.map(({ pipeline }) => pipeline)].flatMap((pipeline) => pipeline.nodes);
}

function inList({ first, rest, isBackground }: ShellList, options: ShellOptions): Found | undefined {
  if (isBackground) return undefined;
  const steps = [{ operator: '&&' as const, pipeline: first }, ...rest];
  for (const [index, { pipeline }] of steps.entries()) {
    if (pipeline.isNegated) continue;
    const found = inPipeline(pipeline.nodes, options);
    if (found === undefined) continue;
    if (found.by !== 'nothing') return found;
    const status = statusAfterFailure(steps.slice(index + 1));
    return status === 'succeeds'
      ? { command: found.command, by: 'or' }
      : status === 'fails'
        ? found
        : undefined;
  }
  return undefined;
}

function inPipeline(nodes: readonly ShellNode[], options: ShellOptions): Found | undefined {
  for (const [index, node] of nodes.entries()) {
    const found = inNode(node, options);
    if (found === undefined) continue;
    const isLast = index === nodes.length - 1;
    return found.by !== 'nothing' || isLast || options.pipefail
      ? found
      : { command: found.command, by: 'pipe' };
  }
  return undefined;
}

function inNode(node: ShellNode, options: ShellOptions): Found | undefined {
  if (node.kind === 'compound') {
    const found = node.bodies.map((body) => inScript(body, options)).filter((each) => each !== undefined);
    return found.find((each) => each.by !== 'nothing') ?? found[0];
  }
  const inner = node.words[node.words.indexOf('-c') + 1];
  if (node.words.includes('-c') && inner !== undefined && node.words.some((word) => shell.test(word)))
    return inScript(readShell(inner), options);
  const command = node.words.join(' ');
  if (!runsTests(node.words) || skipsTests.test(command)) return undefined;
  return { command, by: ignoresFailures.test(command) ? 'option' : 'nothing' };
}

const shell = /^(?:.*\/)?(?:ba|da|z|k)?sh$/;

type Status = 'fails' | 'succeeds' | 'unknown';

function statusAfterFailure(steps: ShellList['rest']): Status {
  let status: Status = 'fails';
  for (const { operator, pipeline } of steps) {
    const isRun = operator === '||' ? status === 'fails' : status === 'succeeds';
    if (status === 'unknown') return status;
    const last = pipeline.nodes.at(-1);
    if (isRun && last !== undefined) status = pipeline.isNegated ? 'unknown' : statusOf(last);
  }
  return status;
}

function statusOf(node: ShellNode): Status {
  if (node.kind === 'compound') {
    if (node.bodies.some(endsItself)) return 'unknown';
    const last = node.bodies.length === 1 ? node.bodies[0]?.at(-1) : undefined;
    return last === undefined || last.rest.length > 0 ? 'unknown' : statusOf(last.first.nodes.at(-1) ?? node);
  }
  const [name = '', status] = node.words;
  if (name === 'exit' || name === 'return') return status === '0' ? 'succeeds' : 'fails';
  if (name === 'false') return 'fails';
  return ['echo', 'printf', 'true', ':'].includes(name) ? 'succeeds' : 'unknown';
}

/** Programs that only run another, with how many words of theirs come before it. */
const runners: readonly (readonly [pattern: RegExp, words: number])[] = [
  [/^(?:sudo|time|env|command|exec|nice|npx|xvfb-run|yarn dlx|pnpx|bunx)\b/, 1],
  [/^(?:bundle|pnpm|yarn|npm) exec\b/, 2],
  [/^(?:poetry|pipenv|uv|hatch|rye|pdm|coverage) run\b/, 2],
  [/^(?:python[\d.]*|py) -m\b/, 2],
  [/^timeout [\d.]+[smhd]?\b/, 2],
];

const testRun = new RegExp(
  [
    'pytest|py\\.test|nosetests|tox|nox|unittest|behave|jest|vitest|mocha|ava|karma|jasmine|cypress run|playwright test',
    'phpunit|pest|rspec|cucumber|bats|ctest|prove|codebuild-tests-run',
    '(?:npm|yarn|pnpm|bun)(?: run)? (?:--\\S+ )*(?:t|tst|test)(?:[:-]\\S+)?',
    '(?:ng|react-scripts|go|cargo|dotnet|swift|sbt|lein|mix|deno|node --|rake|rails|hatch|sam) ?test',
    '(?:make|just|task|rake|composer)(?: -\\S+)*(?: run)? (?:test|tests|check)(?:[:-]\\S+)?',
    '(?:\\./)?mvnw?(?: \\S+)* (?:test|verify|install)',
    '(?:\\./)?gradlew?(?: \\S+)* :?(?:\\S+:)?(?:test|check|build)',
    '\\S*manage\\.py test|docker(?:-compose| compose)? (?:run|exec)(?: \\S+)* (?:pytest|jest|npm test|rspec|phpunit)',
  ]
    .map((each) => `(?:${each})`)
    .join('|'),
);

const wholeTestRun = new RegExp(`^(?:${testRun.source})(?= |$)`);

const skipsTests = / (?:-DskipTests|-Dmaven\.test\.skip)(?:=true)?(?: |$)| -x test(?: |$)/;

const ignoresFailures =
  /-Dmaven\.test\.failure\.ignore(?:=true)?(?: |$)|\bmvnw?\b.* (?:-fn|--fail-never)(?: |$)/;

/** The program's name counts without its folder: node_modules/.bin/jest, vendor/bin/phpunit. */
function runsTests(words: readonly string[]): boolean {
  const first = words.findIndex((word) => !/^[A-Za-z_]\w*=/.test(word));
  if (first === -1) return false;
  const bare = words.slice(first);
  const text = bare.join(' ');
  const runner = runners.find(([pattern]) => pattern.test(text));
  if (runner !== undefined && runsTests(bare.slice(runner[1]).filter((word) => word !== '--'))) return true;
  const [program = '', ...others] = bare;
  return wholeTestRun.test([program.replace(/^.*\/(?=[\w.-]+$)/, ''), ...others].join(' '));
}
