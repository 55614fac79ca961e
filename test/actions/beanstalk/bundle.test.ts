// What a source bundle says, and what an environment's options come to.
import { expect, test } from 'vitest';
import { readExtension, readProcfile } from '../../../src/actions/beanstalk/bundle.ts';
import { environmentSettings } from '../../../src/actions/beanstalk/settings.ts';
import { languageOf, type OptionSetting } from '../../../src/model/environment.ts';

const asg = 'aws:autoscaling:asg';
const command = 'aws:elasticbeanstalk:command';
const option = (Namespace: string, OptionName: string, Value: string): OptionSetting => ({
  Namespace,
  OptionName,
  Value,
});

function settings(own: readonly OptionSetting[], ebextensions: readonly OptionSetting[] = []) {
  const environment = {
    applicationName: 'shop',
    environmentName: 'production',
    platform: 'Python 3.11',
    optionSettings: own,
  };
  return environmentSettings(environment, ebextensions, 8000);
}

test('options may be a mapping or a list, and sections that would change the machine are named', () => {
  const mapping = readExtension(
    '.ebextensions/python.config',
    'option_settings:\n  aws:elasticbeanstalk:container:python:\n    WSGIPath: app.main:app\npackages:\n  yum: {}\n',
  );
  expect(mapping).toMatchObject({
    optionSettings: [option('aws:elasticbeanstalk:container:python', 'WSGIPath', 'app.main:app')],
    notExecuted: ['packages of .ebextensions/python.config'],
  });
  const list = readExtension(
    'a.config',
    '{"option_settings": [{"namespace": "a", "option_name": "b", "value": 3}], "container_commands": {"02": {"command": ["echo", "it\'s"]}, "01": {"command": "true", "leader_only": true}}}',
  );
  expect(list).toMatchObject({
    optionSettings: [option('a', 'b', '3')],
    containerCommands: [
      { name: '01', command: 'true', leaderOnly: true },
      { name: '02', command: `'echo' 'it'\\''s'` },
    ],
  });
  const own = readExtension('a.config', 'option_settings:\n  - { option_name: PORT, value: 5000 }\n');
  expect(own).toMatchObject({
    optionSettings: [option('aws:elasticbeanstalk:application:environment', 'PORT', '5000')],
  });
  expect(readExtension('a.config', 'a: [')).toMatchObject({
    failed: expect.stringContaining('a.config') as string,
  });
});

test('options that have no effect here are named, each once; variables are all taken', () => {
  const own = [
    option(asg, 'MinSize', '2'),
    option(asg, 'MaxSize', '4'),
    option('aws:autoscaling:launchconfiguration', 'InstanceType', 't3.micro'),
    option('aws:elasticbeanstalk:application:environment', 'GREETING', 'hello'),
  ];
  expect(settings(own, [option(asg, 'MaxSize', '3')])).toMatchObject({
    notExecuted: { [asg]: ['MaxSize'], 'aws:autoscaling:launchconfiguration': ['InstanceType'] },
  });
});

test('the process web comes first, wherever it stands in the Procfile', () => {
  expect(
    readProcfile('worker: node worker.js\r\n# a note\nweb: uvicorn app.main:app --port $PORT\n'),
  ).toEqual([
    { name: 'web', command: 'uvicorn app.main:app --port $PORT' },
    { name: 'worker', command: 'node worker.js' },
  ]);
});

test.each([
  [[], { policy: 'AllAtOnce', instances: 1, batch: 1 }],
  [[option(asg, 'MinSize', '4'), option(command, 'BatchSize', '30')], { instances: 4, batch: 1 }],
  [[option(asg, 'MinSize', '4'), option(command, 'BatchSize', '50')], { batch: 2 }],
  [
    [
      option(asg, 'MinSize', '4'),
      option(command, 'BatchSizeType', 'Fixed'),
      option(command, 'BatchSize', '9'),
    ],
    { batch: 4 },
  ],
  [[option(command, 'DeploymentPolicy', 'Immutable')], { policy: 'Immutable' }],
  [
    [option(command, 'DeploymentPolicy', 'Bluegreen')],
    { failed: expect.stringContaining('DeploymentPolicy') as string },
  ],
  [[option(command, 'Timeout', 'soon')], { failed: expect.stringContaining('Timeout') as string }],
])('%j come to %j', (own, expected) => {
  expect(settings(own)).toMatchObject(expected);
});

test.each([
  [[], { port: 8000, hasOwnPort: false, targetGroup: { port: 8000 } }],
  [[['PORT', '3000']], { port: 3000, hasOwnPort: true, variables: {}, targetGroup: { port: 3000 } }],
  [[['PORT', 'http']], { failed: expect.stringContaining('PORT is "http"') as string }],
  [[['PORT', '70000']], { failed: expect.stringContaining('PORT') as string }],
  [[['PORT', '']], { failed: expect.stringContaining('PORT') as string }],
])('the proxy leads to PORT, properties %j', (properties, expected) => {
  const own = properties.map(([name = '', value = '']) =>
    option('aws:elasticbeanstalk:application:environment', name, value),
  );
  expect(settings(own)).toMatchObject(expected);
});

test('processes and threads of the platform for Python are taken, and have its defaults', () => {
  const python = 'aws:elasticbeanstalk:container:python';
  expect(settings([])).toMatchObject({ numProcesses: 1, numThreads: 15 });
  const own = [option(python, 'NumProcesses', '3'), option(python, 'NumThreads', '20')];
  expect(settings(own)).toMatchObject({ numProcesses: 3, numThreads: 20, notExecuted: {} });
  expect(settings([option(python, 'NumProcesses', 'many')])).toHaveProperty('failed');
});

test('what is set directly counts before what the bundle says', () => {
  const variables = 'aws:elasticbeanstalk:application:environment';
  const read = settings(
    [option(variables, 'A', 'own')],
    [option(variables, 'A', 'bundle'), option(variables, 'B', 'bundle')],
  );
  expect(read).toMatchObject({ variables: { A: 'own', B: 'bundle' } });
});

test.each([
  ['64bit Amazon Linux 2023 v4.3.0 running Python 3.11', 'python'],
  [
    'arn:aws:elasticbeanstalk:us-east-1::platform/Node.js 22 running on 64bit Amazon Linux 2023/6.1.0',
    'node',
  ],
  ['64bit Amazon Linux 2 v3.5 running Go 1', undefined],
])('the platform %s is one of %s', (platform, language) => {
  expect(languageOf(platform)).toBe(language);
});
