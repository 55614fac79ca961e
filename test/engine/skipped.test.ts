// What an execution leaves out on request: chosen by names, never begun, never counted as succeeded.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { selectParts, type Selection } from '../../src/engine/requests/select-parts.ts';
import { startExecution } from '../../src/engine/request.ts';
import { isFailed } from '../../src/lib/result.ts';
import { executionsOf } from '../../src/engine/view.ts';
import { EngineRig } from '../rig/engine-rig.ts';
import { approval, build, pipeline, source, stage } from '../rig/pipelines.ts';
import { randomPipeline } from '../rig/random-pipeline.ts';

const release = pipeline([], {
  stages: [
    stage('Source', [source()]),
    stage('Build', [
      build('Compile', { inputArtifacts: [{ name: 'SourceOutput' }], outputArtifacts: [{ name: 'Out' }] }),
      build('Lint'),
    ]),
    stage('Release', [
      approval('SignOff'),
      build('Ship', { runOrder: 2, inputArtifacts: [{ name: 'Out' }] }),
    ]),
  ],
});

function skippedBy(selection: Selection): readonly string[] | string {
  const selected = selectParts(release, selection);
  return isFailed(selected)
    ? selected.failed.message
    : selected.skipped.map(({ stageName, actionName }) => `${stageName}/${actionName}`);
}

test.each<readonly [selection: Selection, skipped: readonly string[]]>([
  [{ skip: ['Release'] }, ['Release/SignOff', 'Release/Ship']],
  [{ skip: ['SignOff', 'Build/Lint'] }, ['Release/SignOff', 'Build/Lint']],
  [{ until: 'Build' }, ['Release/SignOff', 'Release/Ship']],
  [{ until: 'SignOff' }, ['Release/Ship']],
  [{ only: ['Ship'] }, ['Build/Lint', 'Release/SignOff']],
  [{ only: ['Source'] }, ['Build/Compile', 'Build/Lint', 'Release/SignOff', 'Release/Ship']],
])('%j leaves out %j', (selection, skipped) => {
  expect(skippedBy(selection)).toEqual(skipped);
});

test.each<readonly [selection: Selection, message: string]>([
  [{ skip: ['Compile'] }, '"Release/Ship" takes what "Build/Compile" gives, and that would be skipped'],
  [{ skip: ['Relaese'] }, 'The pipeline app has no stage or action "Relaese"'],
  [{ skip: ['Source', 'Build', 'Release'] }, 'Every action would be skipped'],
])('%j is refused', (selection, message) => {
  expect(skippedBy(selection)).toBe(message);
});

test('a stage that is left out is skipped, its successor runs, and it is nothing to roll back to', () => {
  const rig = new EngineRig(release);
  rig.ask(startExecution, {
    variables: {},
    sourceRevisions: {},
    by: 'ada',
    selection: { skip: ['SignOff', 'Lint'] },
  });
  for (let turn = 0; turn < 10 && rig.running.size > 0; turn += 1)
    for (const run of rig.running.values()) rig.record(rig.success(run));
  const [execution] = executionsOf(rig.state);
  expect(execution?.status).toBe('Succeeded');
  const started = rig.journal.flatMap((event) => (event.type === 'ActionStarted' ? [event.actionName] : []));
  expect(started).not.toContain('SignOff');
  expect(started).not.toContain('Lint');
  expect(rig.state.stages.get('Build')?.succeeded ?? []).toEqual([]);
});

test('no action that is left out ever begins, and every execution ends, whatever is left out', () => {
  fc.assert(
    fc.property(randomPipeline, fc.array(fc.nat(), { maxLength: 4 }), (declaration, picks) => {
      const names = declaration.stages.flatMap(({ name, actions }) =>
        actions.map((action) => `${name}/${action.name}`),
      );
      const skip = picks.map((pick) => names[pick % names.length] ?? '');
      const selected = selectParts(declaration, { skip });
      if (isFailed(selected)) return;
      const rig = new EngineRig(declaration);
      rig.ask(startExecution, { variables: {}, sourceRevisions: {}, by: 'ada', selection: { skip } });
      for (let turn = 0; turn < 200 && rig.running.size > 0; turn += 1) {
        const [run] = rig.running.values();
        if (run !== undefined) rig.record(rig.success(run, { Key: 'value' }));
      }
      const begun = rig.journal.flatMap((event) =>
        event.type === 'ActionStarted' ? [`${event.stageName}/${event.actionName}`] : [],
      );
      expect(begun.filter((name) => skip.includes(name))).toEqual([]);
    }),
    { numRuns: 100 },
  );
});
