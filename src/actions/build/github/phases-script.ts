// The phases of a buildspec as one script of a shell, with CodeBuild's rules. Pure.
// Sources: CodeBuild user guide, "Build phase transitions" and "Build specification reference" (phases, env).
import type { Buildspec, BuildspecPhase } from '../../../model/build.ts';

type NamedPhase = readonly [name: string, phase: BuildspecPhase];

/** Each phase is a function of one shell: what a command exports, and where it goes, counts for those after it. */
export function phasesScript({ phases, env }: Pick<Buildspec, 'phases' | 'env'>): string {
  const named = Object.entries(phases).filter(
    ([, { commands, finally: last }]) => commands.length + last.length > 0,
  );
  return [
    ...named.flatMap(phaseFunctions),
    ...aroundPhases,
    ...named.flatMap(callsOf),
    ...env.exportedVariables.map(output),
    'exit "$failed"',
    '',
  ].join('\n');
}

function phaseFunctions([name, { commands, finally: last }]: NamedPhase): readonly string[] {
  return [...functionOf(`phase_${name}`, commands), ...functionOf(`finally_${name}`, last)];
}

function functionOf(name: string, commands: readonly string[]): readonly string[] {
  return commands.length === 0 ? [] : [`${name}() {`, ...commands.flatMap(commandLines), '}'];
}

/** The first command that fails ends its phase with its status; of several in one text the last one counts. */
function commandLines(command: string): readonly string[] {
  const text = command.trim();
  const isOneLine = !/\n|(?:^|\s)#|[\\;&]$/.test(text);
  if (!isOneLine) return ['  {', text, '  } || return'];
  const hasSeveral = /;|(?<![&<>])&(?![&>])/.test(text);
  return [hasSeveral ? `  { ${text}; } || return` : `  ${text} || return`];
}

/** BUILD_SUCCEEDING is 0 from the phase on that has failed. Assigned variables are exported, functions are not. */
const aroundPhases: readonly string[] = [
  'begin_phase() {',
  '  echo "::group::$1"',
  '  status=0',
  '}',
  'end_phase() {',
  '  echo "::endgroup::"',
  '  [ "$status" = 0 ] && return',
  '  echo "Phase $1 failed with exit status $status"',
  '  export CODEBUILD_BUILD_SUCCEEDING=0',
  '  failed=$status',
  '  return "$status"',
  '}',
  'set -a',
  'export CODEBUILD_BUILD_SUCCEEDING=1',
  'failed=0',
];

/** POST_BUILD alone follows a phase that has failed, BUILD. */
function callsOf([name, { commands, finally: last, onFailure }]: NamedPhase): readonly string[] {
  const goesOn = onFailure === undefined && (name === 'build' || name === 'post_build');
  const isGoingOn = goesOn || onFailure?.kind === 'CONTINUE';
  return [
    `begin_phase ${name}`,
    ...(commands.length === 0 ? [] : [`phase_${name} || status=$?`]),
    ...(last.length === 0 ? [] : [`finally_${name} || status=$?`]),
    `end_phase ${name} || ${isGoingOn ? ':' : 'exit "$status"'}`,
  ];
}

/** In GitHub's form for values of several lines. */
function output(name: string): string {
  return `printf '%s<<end-of-value\\n%s\\nend-of-value\\n' ${name} "$${name}" >> "$GITHUB_OUTPUT"`;
}
