// Creating, changing and deleting pipelines by CodePipeline's API: they are in the register, and run like those of files.
import type { CodePipelineApi } from '../../aws/operations/codepipeline.ts';
import { checkRules } from '../../check/check-rules.ts';
import { noParts } from '../../load/kinds/index.ts';
import { parseFile } from '../../load/files.ts';
import { readPipeline as readDeclaration } from '../../load/pipeline/pipeline.ts';
import { problem } from '../../lib/problem.ts';
import { formatArn, parseArn } from '../../model/arn.ts';
import { refuse, type Operation, type ServiceCall } from '../service.ts';
import { checkCustomActions } from './custom-action-types.ts';
import {
  declarationOf,
  madeByApi,
  pipelineNotFound,
  readPipeline,
  type PipelineResource,
} from './pipeline-state.ts';

type Op<N extends keyof CodePipelineApi['operations']> = Operation<CodePipelineApi, N>;
type Shapes = CodePipelineApi['shapes'];
type Tags = readonly Shapes['Tag'][];

/** One that a file declares is taken over: from then on calls start what they have made. */
export const createPipeline: Op<'CreatePipeline'> = ({ pipeline, tags = [] }, call) => {
  if (madeByApi(call, pipeline.name) !== undefined)
    throw refuse<CodePipelineApi>(
      'PipelineNameInUseException',
      `A pipeline with the name '${pipeline.name}' already exists in account '${call.place.account}'`,
    );
  checkDeclaration(pipeline);
  checkCustomActions(call, pipeline);
  const made = save(call, 'CreatePipeline', { pipeline, tags: recordOf(tags) });
  return { pipeline: output(made), tags };
};

export const updatePipeline: Op<'UpdatePipeline'> = async ({ pipeline }, call) => {
  const before = madeByApi(call, pipeline.name);
  if (before === undefined) await refuseFile(call, pipeline.name);
  checkDeclaration(pipeline);
  checkCustomActions(call, pipeline);
  return { pipeline: output(save(call, 'UpdatePipeline', { pipeline, tags: before?.tags ?? {} })) };
};

/** Its executions stay in the history. Without an error when there is none. */
export const deletePipeline: Op<'DeletePipeline'> = async ({ name }, call) => {
  const found = madeByApi(call, name);
  if (found !== undefined) call.ground.account.remove(found);
  else if (await exists(call, name)) await refuseFile(call, name);
  return {};
};

async function exists(call: ServiceCall, name: string): Promise<boolean> {
  if (madeByApi(call, name) !== undefined) return true;
  return await readPipeline(call, name, () => true).catch(() => false);
}

/** What a file declares is changed there. */
async function refuseFile(call: ServiceCall, name: string): Promise<never> {
  if (!(await exists(call, name))) throw pipelineNotFound(call, name);
  throw refuse<CodePipelineApi>(
    'ConcurrentModificationException',
    `A file of this machine declares the pipeline '${name}': change it there`,
  );
}

interface Saved {
  readonly pipeline: Shapes['PipelineDeclaration'];
  readonly tags: Readonly<Record<string, string>>;
}

function save(call: ServiceCall, operation: string, { pipeline, tags }: Saved): PipelineResource {
  const { version: _given, ...values } = pipeline;
  const { account, region, partition } = call.place;
  return call.ground.account.put({
    account,
    region,
    partition,
    type: 'AWS::CodePipeline::Pipeline',
    name: pipeline.name,
    values: withDefaults(values),
    tags,
    madeBy: { kind: 'api', operation, principal: call.caller.arn },
    at: call.now,
  });
}

/** What AWS fills in (CodePipeline API reference, PipelineDeclaration, ActionDeclaration). */
function withDefaults(
  pipeline: Omit<Shapes['PipelineDeclaration'], 'version'>,
): Omit<Shapes['PipelineDeclaration'], 'version'> {
  return {
    pipelineType: 'V1',
    executionMode: 'SUPERSEDED',
    ...pipeline,
    stages: pipeline.stages.map((stage) => ({
      ...stage,
      actions: stage.actions.map((action) => ({
        runOrder: 1,
        configuration: {},
        inputArtifacts: [],
        outputArtifacts: [],
        ...action,
      })),
    })),
  };
}

function output(made: PipelineResource): Shapes['PipelineDeclaration'] {
  return declarationOf(made) as unknown as Shapes['PipelineDeclaration'];
}

/** By the rules that a file is held to. Whether what it names is there is no question yet, as on AWS. */
function checkDeclaration(pipeline: Shapes['PipelineDeclaration']): void {
  const { root } = parseFile({ path: 'pipeline.json', text: JSON.stringify(pipeline) });
  if (root === undefined) return;
  const { value, problems: wrong } = readDeclaration(root);
  const paths = new Map<string, string>();
  const { problems } = checkRules({
    ...(value === undefined ? {} : { definition: { ...noParts, pipeline: value } }),
    isPartial: true,
    folder: '',
    problems: wrong,
    sources: () => undefined,
    locate: ({ code, severity = 'error', message, path }) => {
      paths.set(message, path.join('.'));
      return problem({ code, severity, message });
    },
  });
  const first = problems.find(({ severity }) => severity === 'error');
  if (first !== undefined)
    throw refuse<CodePipelineApi>(exceptionFor(paths.get(first.message) ?? ''), first.message);
}

function exceptionFor(path: string): CodePipelineApi['errors'] {
  if (path.includes('.actions.')) return 'InvalidActionDeclarationException';
  return /^pipeline\.stages\.\d+/.test(path)
    ? 'InvalidStageDeclarationException'
    : 'InvalidStructureException';
}

function recordOf(tags: Tags): Readonly<Record<string, string>> {
  return Object.fromEntries(tags.map(({ key, value }) => [key, value]));
}

export function pipelineArn({ place }: ServiceCall, name: string): string {
  return formatArn({ ...place, service: 'codepipeline', resource: name });
}

function withArn(call: ServiceCall, arn: string): PipelineResource {
  const found = madeByApi(call, parseArn(arn)?.resource ?? '');
  if (found === undefined)
    throw refuse<CodePipelineApi>('ResourceNotFoundException', `The resource ${arn} cannot be found`);
  return found;
}

export const listTagsForResource: Op<'ListTagsForResource'> = ({ resourceArn }, call) => ({
  tags: Object.entries(withArn(call, resourceArn).tags).map(([key, value]) => ({ key, value })),
});

export const tagResource: Op<'TagResource'> = ({ resourceArn, tags }, call) => {
  const found = withArn(call, resourceArn);
  return retag(call, found, { ...found.tags, ...recordOf(tags) });
};

export const untagResource: Op<'UntagResource'> = ({ resourceArn, tagKeys }, call) => {
  const found = withArn(call, resourceArn);
  const kept = Object.entries(found.tags).filter(([key]) => !tagKeys.includes(key));
  return retag(call, found, Object.fromEntries(kept));
};

function retag(
  call: ServiceCall,
  found: PipelineResource,
  tags: Readonly<Record<string, string>>,
): Record<string, never> {
  call.ground.account.put({
    ...found,
    partition: call.place.partition,
    tags,
    madeBy: found.changedBy,
    at: call.now,
  });
  return {};
}
