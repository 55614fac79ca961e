// The templates of a CodeDeployToECS action, out of a real store.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillTemplates } from '../../../src/actions/codedeploy-to-ecs/code-deploy-templates.ts';
import type { ActionContext, RunOptions } from '../../../src/actions/provider.ts';
import { BuildGround } from '../../rig/build.ts';

let ground: BuildGround;
beforeAll(async () => {
  ground = await BuildGround.open();
});
afterAll(async () => ground[Symbol.asyncDispose]());

const taskdef = JSON.stringify({
  family: 'web',
  containerDefinitions: [{ name: 'web', image: '<IMAGE1_NAME>', memory: 128, essential: true }],
});

async function fill(imageDetail: string) {
  const artifact = await ground.artifact('Build', {
    'taskdef.json': taskdef,
    'appspec.yaml': 'version: 0.0\nResources: []\n',
    'imageDetail.json': imageDetail,
  });
  const configuration = {
    TaskDefinitionTemplateArtifact: 'Build',
    AppSpecTemplateArtifact: 'Build',
    Image1ArtifactName: 'Build',
    Image1ContainerName: 'IMAGE1_NAME',
  };
  const context: Pick<ActionContext<RunOptions>, 'configuration' | 'inputArtifacts' | 'state'> = {
    configuration,
    inputArtifacts: [artifact],
    state: ground.state,
  };
  return fillTemplates(context);
}

test('the image of imageDetail.json takes the place of its name', async () => {
  expect(await fill('{"ImageURI":"shop/web:1"}')).toMatchObject({
    definition: { containers: [{ image: 'shop/web:1' }] },
  });
});

test('an imageDetail.json that begins with a byte order mark is refused', async () => {
  expect(await fill('\uFEFF{"ImageURI":"shop/web:1"}')).toMatchObject({
    failed: { message: 'imageDetail.json begins with a byte order mark, which makes the action fail' },
  });
});
