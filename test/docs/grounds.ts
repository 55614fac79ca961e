// The folders in which the commands of the documentation run: what the reader of a page is taken to have.
import { cpSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readTemplate } from '../../src/starter/templates.ts';
import { approvalAction, buildAction, pipeline, project, sourceStage } from '../rig/definitions.ts';
import { commitAll } from '../rig/git.ts';
import { newcomerFolders } from '../rig/newcomer-folders.ts';
import type { Project } from '../rig/project.ts';

const examples = join(import.meta.dirname, '..', '..', 'examples');
const isSource = (path: string): boolean => !['.slipway', 'node_modules'].includes(basename(path));

const grounds: Readonly<Record<string, (app: Project) => void>> = {
  empty: () => undefined,
  /** `examples/` as in a clone. */
  systems: (app) => cpSync(examples, join(app.folder, 'examples'), { recursive: true, filter: isSource }),
  site: newcomer('a static site'),
  node: newcomer('a server for Node.js'),
  python: newcomer('a project in Python'),
  makefile: newcomer('a Makefile'),
  stack: newcomer('a template of CloudFormation'),
  cdk: newcomer('an assembly of the CDK'),
  revision: newcomer('a revision for CodeDeploy'),
  buildspec: (app) => {
    app.write('buildspec.yml', buildspec);
    app.write('settings.env', 'LEVEL=debug\n');
    commitAll(app.folder);
  },
  workflow: (app) => {
    fromTemplate(app, 'workflow');
    app.write('.github/workflows/ci.yml', ciWorkflow);
    app.write('.github/workflows/deploy.yml', deployWorkflow);
    commitAll(app.folder);
  },
  fleet: (app) => {
    fromTemplate(app, 'fleet');
    commitAll(app.folder);
  },
  shop: writeShop,
  /** The same where nothing has run: its account is empty. */
  unshipped: writeShop,
  failing: (app) => {
    writeBuild(app, 'version: 0.2\nphases:\n  build:\n    commands: [grep -x 42 answer.txt]\n');
    app.write('answer.txt', '41\n');
    commitAll(app.folder);
  },
  'missing-secret': (app) => {
    writeBuild(app, `${buildspec}env:\n  secrets-manager:\n    PASSWORD: prod/db\n`);
    commitAll(app.folder);
  },
};

export const groundNames: readonly string[] = Object.keys(grounds);

export function prepareGround(name: string, app: Project): void {
  const prepare = grounds[name];
  if (prepare === undefined) throw new Error(`There is no ground ${name}`);
  prepare(app);
}

const buildspec = `version: 0.2
phases:
  build:
    commands:
      - echo "built for \${STAGE:-development}"
      - mkdir -p dist && echo '<h1>Shop</h1>' > dist/index.html
      - echo '<testsuite><testcase classname="cart" name="adds"/></testsuite>' > unit.xml
reports:
  unit:
    files: [unit.xml]
artifacts:
  base-directory: dist
  files: ['**/*']
`;

const compileProject = {
  ...project('compile', {}),
  source: { type: 'CODEPIPELINE', buildspec: 'buildspec.yml' },
};

const ciWorkflow = `name: ci
on: [push]
jobs:
  test:
    runs-on: ubuntu-latest
    strategy:
      matrix:
        python: ['3.11', '3.12']
    steps:
      - uses: actions/checkout@v4
      - run: sh test.sh
`;

const deployWorkflow = `name: deploy
on:
  workflow_dispatch:
    inputs:
      target: { type: choice, options: [ecs, lambda], required: true }
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - run: echo "deploys to \${{ inputs.target }}"
`;

/** Source, build with a test report, approval, a site and a look at it. */
function writeShop(app: Project): void {
  const site = {
    name: 'Site',
    runOrder: 1,
    actionTypeId: { category: 'Deploy', owner: 'AWS', provider: 'S3', version: '1' },
    configuration: { BucketName: 'shop-site', Extract: 'true' },
    inputArtifacts: [{ name: 'Package' }],
  };
  app.write(
    'pipeline.json',
    pipeline([
      sourceStage,
      { name: 'Build', actions: [buildAction('compile', 'Package')] },
      { name: 'Release', actions: [approvalAction('SignOff')] },
      { name: 'Deploy', actions: [site, { ...buildAction('smoke'), runOrder: 2 }] },
    ]),
  );
  app.write('buildspec.yml', buildspec);
  app.write('project-compile.json', compileProject);
  app.write('project-smoke.json', project('smoke', { phases: { build: { commands: ['echo answers'] } } }));
  app.write('bucket.json', { Bucket: 'shop-site', WebsiteConfiguration: { IndexDocument: 'index.html' } });
  app.write('.env', 'LEVEL=debug\n');
  commitAll(app.folder);
}

/** A pipeline of a source and this build. */
function writeBuild(app: Project, text: string): void {
  app.write('buildspec.yml', text);
  app.write('pipeline.json', pipeline([sourceStage, { name: 'Build', actions: [buildAction('compile')] }]));
  app.write('project.json', compileProject);
}

function newcomer(kind: string): (app: Project) => void {
  return (app) => {
    for (const [path, text] of Object.entries(newcomerFolders[kind]?.files ?? {}))
      app.write(path, text, path.endsWith('.sh') ? 0o755 : 0o644);
  };
}

function fromTemplate(app: Project, name: string): void {
  for (const { path, text } of readTemplate(name, 'shop')) app.write(path, text);
}
