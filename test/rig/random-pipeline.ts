// Random pipelines of every mode, with groups, approvals, conditions, reactions to failure and references that may fail.
import * as fc from 'fast-check';
import type { ActionDeclaration, FailureConditions, PipelineDeclaration } from '../../src/model/pipeline.ts';
import { approval, build, condition, pipeline, source, stage } from './pipelines.ts';

const action = fc.record({
  kind: fc.constantFrom('build', 'build', 'build', 'approval'),
  runOrder: fc.integer({ min: 1, max: 3 }),
  reference: fc.constantFrom('plain', '#{Src.Key}', '#{codepipeline.PipelineExecutionId}', '#{Src.Absent}'),
  isReferring: fc.integer({ min: 0, max: 5 }),
});

type Drawn = typeof action extends fc.Arbitrary<infer T> ? T : never;

const onFailure: fc.Arbitrary<FailureConditions | undefined> = fc.constantFrom<FailureConditions | undefined>(
  undefined,
  undefined,
  { result: 'FAIL' },
  { result: 'RETRY' },
  { result: 'RETRY', retryConfiguration: { retryMode: 'ALL_ACTIONS' } },
  { result: 'ROLLBACK' },
  condition('ROLLBACK'),
);

const laterStage = fc.record({
  actions: fc.array(action, { minLength: 1, maxLength: 7 }),
  entry: fc.constantFrom(undefined, undefined, 'FAIL' as const, 'SKIP' as const),
  success: fc.constantFrom(undefined, undefined, 'FAIL' as const, 'ROLLBACK' as const),
  rule: fc.constantFrom('a', 'a', '#{Src.Absent}'),
  onFailure,
});

export const randomPipeline: fc.Arbitrary<PipelineDeclaration> = fc
  .record({
    mode: fc.constantFrom('SUPERSEDED' as const, 'QUEUED' as const, 'PARALLEL' as const),
    sources: fc.integer({ min: 1, max: 2 }),
    stages: fc.array(laterStage, { minLength: 1, maxLength: 3 }),
  })
  .map(({ mode, sources, stages }) =>
    pipeline([], {
      executionMode: mode,
      stages: [
        stage('Source', [source(), ...(sources === 2 ? [build('Second')] : [])]),
        ...stages.map((drawn, index) =>
          stage(`Stage${index}`, drawn.actions.map(declare), {
            ...(drawn.entry && { beforeEntry: condition(drawn.entry, drawn.rule) }),
            ...(drawn.success && { onSuccess: condition(drawn.success) }),
            ...(drawn.onFailure && { onFailure: drawn.onFailure }),
          }),
        ),
      ],
    }),
  );

function declare({ kind, runOrder, reference, isReferring }: Drawn, index: number): ActionDeclaration {
  const name = `Action${index}`;
  if (kind === 'approval') return approval(name, { runOrder });
  const configuration = { ProjectName: isReferring === 0 ? reference : name };
  return build(name, { runOrder, configuration, inputArtifacts: [{ name: 'SourceOutput' }] });
}
