// Starts pipelines whose ECR source names a tag that has been pushed again, as the rule of EventBridge does that CodePipeline
// makes for such a source (CodePipeline user guide, "Amazon ECR source actions and EventBridge").
import { placeOfAction } from '../model/place.ts';
import { ecrRegistry } from '../model/image-reference.ts';
import { registryAddress } from '../targets/registry/open-registry.ts';
import { readImage } from '../targets/registry/read-image.ts';
import type { Served } from './http/served.ts';

type Looked = Pick<Served, 'pipelines' | 'state' | 'log'>;

/** The registry is on this machine, and AWS does not wait for a minute either. */
const longestPauseMs = 5000;

/** Until it is disposed. @param everyMs between two looks at most */
export function pollImages(served: Looked, everyMs: number): Disposable {
  const digests = new Map<string, string>();
  let isOver = false;
  let timer: NodeJS.Timeout | undefined;
  const wait = (): void => {
    timer = setTimeout(
      () => {
        lookAtImages(served, digests)
          .catch((error: unknown) => served.log.warn({ error: String(error) }, 'polling of images'))
          .finally(() => isOver || wait());
      },
      Math.min(everyMs, longestPauseMs),
    );
  };
  wait();
  return {
    [Symbol.dispose]: () => {
      isOver = true;
      clearTimeout(timer);
    },
  };
}

/** The first look at a tag only learns which image it names. @param digests what the last look has found */
export async function lookAtImages(served: Looked, digests: Map<string, string>): Promise<void> {
  const { pipelines, state } = served;
  const address = await registryAddress(await state.folder('targets'));
  if (address === undefined) return;
  for (const pipelineName of pipelines.names()) {
    const definition = pipelines.definitionOf(pipelineName)?.definition;
    if (definition === undefined) continue;
    for (const action of definition.pipeline.stages.flatMap(({ actions }) => actions)) {
      const { category, provider } = action.actionTypeId;
      if (category !== 'Source' || provider !== 'ECR') continue;
      const { RepositoryName = '', ImageTag = 'latest' } = action.configuration ?? {};
      const { account, region } = placeOfAction(definition.pipeline, action);
      const repository = `${ecrRegistry(account, region).host}/${RepositoryName}`;
      const digest = (await readImage(address, repository, ImageTag))?.digest;
      const key = `${pipelineName}\n${action.name}`;
      const before = digests.get(key);
      digests.set(key, digest ?? '');
      if (digest === undefined || before === undefined || before === digest) continue;
      await pipelines.request(pipelineName, {
        type: 'StartPipelineExecution',
        variables: {},
        sourceRevisions: { [action.name]: digest },
        by: `push of ${RepositoryName}:${ImageTag}`,
        triggerType: 'CloudWatchEvent',
      });
    }
  }
}
