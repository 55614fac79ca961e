// The plan command: stage by stage what would run, what could be reused, and why something could not; and with what
// rights it would on AWS.
import { counted } from '../../lib/counted.ts';
import { unreachable } from '../../lib/unreachable.ts';
import { planPipeline, type PlannedAction, type PlannedStage } from '../../runtime/plan-pipeline.ts';
import { missingValues } from '../run/require-values.ts';
import type { CommonOptions } from '../command.ts';
import { readyDefinition } from '../session/definition-record.ts';
import { openAsOwner } from '../session/own-pipeline.ts';
import { readRunOptions } from '../run/run-options.ts';
import { showProblems } from '../show-problems.ts';
import { statePath } from '../state-path.ts';
import { shortExecutionId } from '../render/describe.ts';
import { span, type Line } from '../render/line.ts';
import { markOf } from '../render/appearance.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import { rightsDocument, rightsLines, rolesOf, showPolicies } from './show-rights.ts';
import type { Hints } from '../hints-contract.ts';
import { writeLines } from '../write-lines.ts';

export interface PlanOptions extends CommonOptions {
  readonly source?: readonly string[];
  readonly rights?: boolean;
  readonly role?: string;
  readonly region?: string;
  readonly cost?: boolean;
  readonly withinFree?: boolean;
}

export async function showPlan(path: string, given: PlanOptions, terminal: Terminal): Promise<ExitStatus> {
  const json = given.json === true;
  const call = { variables: [], secondarySources: [] };
  const build = { call, hasOwnSource: given.source !== undefined };
  const ready = await readyDefinition(path, { terminal, json, build });
  if (ready === undefined) return 2;
  const { definition, folder } = ready;
  if (given.rights === true || given.role !== undefined) return await showPolicies(ready, given, terminal);
  const { options } = readRunOptions(given, definition, { ...terminal, secondaryPlaces: {}, folder });
  const place = statePath(given, terminal, folder);
  const { openState } = await import('../../state/open-state.ts');
  // Next to an owner the records can only be read, which is enough.
  await using state = (await openAsOwner(place)) ?? (await openState(place, { owner: false }));
  const withinFree = given.withinFree === true;
  if (given.cost === true || withinFree) {
    const { showCosts } = await import('./show-costs.ts');
    return await showCosts({ definition, folder, state, json, withinFree }, terminal);
  }
  const missing = await missingValues(ready, { state, options, cwd: terminal.cwd });
  if (missing !== undefined) showProblems([missing], { terminal });
  const stages = await planPipeline({ definition, definitionFolder: folder, state, options, now: Date.now });
  const roles = await rolesOf(ready, given, terminal);
  const document = { pipelineName: definition.pipeline.name, stages, rights: rightsDocument(roles) };
  if (json) terminal.write(`${JSON.stringify(document)}\n`);
  else {
    const lines = [
      [span(definition.pipeline.name, 'bold')] as Line,
      ...stages.flatMap(stageLines),
      ...lastLine(
        stages,
        [path, ...(given.state === undefined ? [] : ['--state', given.state])],
        terminal.hints,
      ),
      ...rightsLines(roles, { width: terminal.columns(), hints: terminal.hints }),
    ];
    writeLines(terminal, lines);
  }
  const fails = stages.some(({ actions }) => actions.some(({ what }) => what === 'Failed'));
  return fails || missing !== undefined ? 1 : 0;
}

function stageLines({ stageName, actions }: PlannedStage): readonly Line[] {
  return [[span(` ${stageName}`)], ...actions.map(actionLine)];
}

function actionLine(action: PlannedAction): Line {
  const name = span(` ${action.actionName}  `);
  switch (action.what) {
    case 'Source':
      return [
        span('   '),
        markOf('Pending'),
        name,
        span(`${action.revision}, ${counted(action.files, 'file')}`, 'dim'),
      ];
    case 'Reused':
      return [
        span('   '),
        markOf('Reused'),
        name,
        span('can be reused', 'blue'),
        span(` from execution ${shortExecutionId(action.executionId)}`, 'dim'),
      ];
    case 'Run':
      return [span('   '), markOf('Pending'), name, span('runs'), span(because(action.because), 'dim')];
    case 'Wait':
      return [span('   '), markOf('Waiting'), name, span('waits for an approval', 'dim')];
    case 'NotExecuted':
      return [
        span('   '),
        markOf('NotExecuted'),
        name,
        span(`is not executed here${because(action.because)}`, 'dim'),
      ];
    case 'Failed':
      return [
        span('   '),
        markOf('Failed'),
        name,
        span('would fail', 'red'),
        span(because(action.because), 'dim'),
      ];
    default:
      return unreachable(action);
  }
}

function because(reasons: readonly string[]): string {
  return reasons.length === 0 ? '' : `: ${reasons.join(', ')}`;
}

/** @param called what was planned, as `run` takes it */
function lastLine(stages: readonly PlannedStage[], called: readonly string[], hints: Hints): readonly Line[] {
  const reusable = stages.flatMap(({ actions }) => actions).filter(({ what }) => what === 'Reused').length;
  return reusable === 0
    ? []
    : [
        [],
        [
          span(hints.command(['run', '--reuse', ...called.filter((word) => word !== '.')]), 'cyan'),
          span(` takes what can be reused`, 'dim'),
        ],
      ];
}
