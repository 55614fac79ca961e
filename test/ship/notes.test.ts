// What is not shipped with a pipeline, as it is said to who ships it.
import { expect, test } from 'vitest';
import { shipTargets } from '../../src/targets/ship-targets.ts';
import { graphIn, graphOfExample, readExample, requestOf } from './shipped.ts';

const stacks =
  'made by action "Network" of stage "Deploy-Infrastructure" or action "Stack" of stage "Deploy-Infrastructure" or before';

test('nothing has to be there for a stack action, and what stacks of the pipeline make need not be there before it', async () => {
  const { notes } = await graphOfExample('tutor/pipeline.json');
  const about = notes.filter((note) => note.includes('deploys to is not shipped'));
  expect(about.join('\n')).not.toContain('What action "Network"');
  expect(about.join('\n')).not.toContain('What action "Stack"');
  expect(about).toContain(
    `What action "Score" of stage "Deploy-Application" deploys to is not shipped: it must be there when the action runs, ${stacks}`,
  );
});

test('what no file describes is not shipped with targets either, unless the call refers to it', async () => {
  const { definition, folder } = await readExample('tutor/pipeline.json');
  const targets = shipTargets(await requestOf(definition));
  const score = 'What action "Score"';
  expect((await graphIn(definition, folder, { targets })).notes.join('\n')).toContain(score);
  const referring = await graphIn(definition, folder, { targets, existing: ['tutor-development-score'] });
  expect(referring.notes.join('\n')).not.toContain(score);
});

test('what is deployed to without a stack must be there before the run', async () => {
  const { notes } = await graphOfExample('cloud-health-dashboard/pipeline.json');
  expect(notes).toContain(
    'What action "DeployToBeanstalk" of stage "Deploy_Backend" deploys to is not shipped: it must be there before the pipeline runs',
  );
});

test('an alarm on another pipeline, or on a build of that alone, is shipped with that one', async () => {
  const { definition, folder } = await readExample('cicd-demo/pipeline-promotion.json');
  const { notes, resources } = await graphIn(definition, folder);
  expect(notes).toContain(
    'The alarm cicd-demo-pipeline-failed is not shipped: it watches the pipeline cicd-demo',
  );
  const names = resources.filter(({ type }) => type === 'AWS::CloudWatch::Alarm').map(({ name }) => name);
  expect(names).toContain('cicd-demo-build-failed');
  expect(names).not.toContain('cicd-demo-pipeline-failed');
});

test('the network that a service is put into is named, since nothing makes it', async () => {
  const { definition } = await readExample('cloud-health-dashboard/pipeline-ecs.json');
  const { notes } = shipTargets(await requestOf(definition));
  expect(notes.join('\n')).toMatch(
    /The network of the service backend-service is not shipped, and must be there, in subnets of two Availability Zones: subnet-\w+, subnet-\w+, sg-\w+/,
  );
});

test('roles of tasks are shipped with the pipelines that deploy to services, and with no other', async () => {
  const rolesOf = async (name: string) =>
    (await graphOfExample(name)).resources
      .filter(({ type }) => type === 'AWS::IAM::Role')
      .map(({ name: role }) => role);
  const role = 'CloudHealthTaskExecutionRole';
  expect(await rolesOf('cloud-health-dashboard/pipeline-ecs.json')).toContain(role);
  expect(await rolesOf('cloud-health-dashboard/pipeline.json')).not.toContain(role);
});

test('an alarm of which the metrics are not known is not shipped, and one about any statistic is, under the right key', async () => {
  const { definition, folder } = await readExample('cicd-demo/pipeline.json');
  const [first] = definition.alarms;
  if (first === undefined) throw new Error('The example has no alarm');
  const alarms = [
    { ...first, alarmName: 'rate', namespace: '', metricName: '', notEvaluated: 'it is about a/b' },
    ...['Sum', 'p99', 'tm90'].map((statistic) => ({ ...first, alarmName: statistic, statistic })),
  ];
  const { notes, resources } = await graphIn({ ...definition, alarms }, folder);
  expect(notes).toContain('The alarm rate is not shipped: it is about a/b');
  const shipped = resources.filter(({ type }) => type === 'AWS::CloudWatch::Alarm');
  expect(
    shipped.map(({ properties: { AlarmName, Statistic, ExtendedStatistic } }) => ({
      AlarmName,
      Statistic,
      ExtendedStatistic,
    })),
  ).toEqual([
    { AlarmName: 'Sum', Statistic: 'Sum', ExtendedStatistic: undefined },
    { AlarmName: 'p99', Statistic: undefined, ExtendedStatistic: 'p99' },
    { AlarmName: 'tm90', Statistic: undefined, ExtendedStatistic: 'tm90' },
  ]);
});
