// What a folder is found to be, by which evidence, and where its result goes.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { detect, detectBelow, existingBuildspec } from '../../src/starter/detect.ts';
import { openFolder } from '../../src/starter/folder.ts';
import { programsOf } from '../../src/starter/programs-of.ts';
import { folderOf } from '../rig/folder-of.ts';

const manifest = (packages: readonly string[], scripts: object = {}): string =>
  JSON.stringify({ dependencies: Object.fromEntries(packages.map((name) => [name, '1'])), scripts });
const built = { build: 'x' };
const template = 'Resources:\n  A:\n    Type: AWS::S3::Bucket\n';

describe('a folder with', () => {
  test.each<readonly [files: Record<string, string>, evidence: string, delivery: string]>([
    [{ 'package.json': manifest(['vite'], built) }, 'package.json: vite', 'website'],
    [{ 'package.json': manifest(['vite', 'nuxt'], built) }, 'package.json: nuxt', 'beanstalk'],
    [{ 'package.json': manifest(['astro'], built) }, 'package.json: astro', 'website'],
    [
      { 'package.json': manifest(['astro', '@astrojs/node'], built) },
      'package.json: @astrojs/node',
      'beanstalk',
    ],
    [
      { 'package.json': manifest(['next'], { ...built, start: 'next start' }) },
      'package.json: next',
      'beanstalk',
    ],
    [
      {
        'package.json': manifest(['next'], built),
        'next.config.ts': "export default { output: 'export' };",
      },
      'package.json: next',
      'website',
    ],
    [
      { 'package.json': manifest(['express'], { start: 'node app.js' }) },
      'package.json: express',
      'beanstalk',
    ],
    [
      { 'package.json': manifest([], { start: 'node server.js' }), 'server.js': 'x.listen(1)' },
      'server.js: listens',
      'beanstalk',
    ],
    [{ 'package.json': manifest(['lodash']), 'yarn.lock': '' }, 'yarn.lock', 'none'],
    [{ 'composer.json': '{}', 'package.json': manifest(['vite'], built) }, 'composer.json', 'none'],
    [
      { 'requirements.txt': 'Flask==3\n', 'app.py': 'app = Flask(__name__)\n' },
      'requirements.txt: flask',
      'beanstalk',
    ],
    [{ 'requirements.txt': 'Flask-Login\n', 'app.py': 'x = 1\n' }, 'requirements.txt', 'none'],
    [
      { 'pyproject.toml': 'dependencies = ["fastapi[standard]"]', 'main.py': 'app = FastAPI()\n' },
      'pyproject.toml: fastapi',
      'beanstalk',
    ],
    [{ 'requirements.txt': 'fastapi[all]', 'main.py': 'app = FastAPI()\n' }, 'main.py', 'beanstalk'],
    [{ 'requirements.txt': 'django', 'manage.py': '', 'shop/wsgi.py': '' }, 'shop/wsgi.py', 'beanstalk'],
    [{ 'pom.xml': '<project/>' }, 'pom.xml', 'none'],
    [{ 'pom.xml': 'spring-boot-maven-plugin' }, 'pom.xml: spring-boot', 'codedeploy'],
    [{ 'build.gradle.kts': 'plugins {}' }, 'build.gradle.kts', 'none'],
    [{ 'go.mod': 'go 1.25', 'main.go': 'package main\n' }, 'go.mod', 'none'],
    [
      { 'go.mod': '', 'cmd/api/main.go': 'package main\nfunc main() { http.ListenAndServe(":1", nil) }' },
      'cmd/api/main.go',
      'codedeploy',
    ],
    [{ 'Cargo.toml': '' }, 'Cargo.toml', 'none'],
    [
      { 'Cargo.toml': '[package]\nname = "api"\n[dependencies]\naxum = "0.8"\n', 'src/main.rs': '' },
      'Cargo.toml: axum',
      'codedeploy',
    ],
    [
      { 'Cargo.toml': '[package]\nname = "a"\n', 'src/main.rs': 'TcpListener::bind("x")' },
      'src/main.rs: TcpListener',
      'codedeploy',
    ],
    [{ Gemfile: "gem 'sinatra'\n", 'config.ru': '' }, 'Gemfile: sinatra', 'codedeploy'],
    [{ Gemfile: 'gem "rails"\n', 'config.ru': '', 'package.json': '{}' }, 'Gemfile: rails', 'codedeploy'],
    [{ 'index.php': '' }, 'index.php', 'codedeploy'],
    [{ 'public/index.php': '', 'composer.json': '{}' }, 'public/index.php', 'codedeploy'],
    [{ 'build.sbt': '' }, 'build.sbt', 'none'],
    [{ 'project.clj': '' }, 'project.clj', 'none'],
    [{ 'shop.cabal': '' }, 'shop.cabal', 'none'],
    [{ 'Package.swift': '' }, 'Package.swift', 'none'],
    [{ 'pubspec.yaml': '' }, 'pubspec.yaml', 'none'],
    [{ 'shard.yml': '' }, 'shard.yml', 'none'],
    [{ 'build.zig': '' }, 'build.zig', 'none'],
    [{ 'pay.cbl': '' }, 'pay.cbl', 'none'],
    [{ 'main.go': 'package main\n', 'main_test.go': 'package main\n' }, 'main.go', 'none'],
    [{ 'shop.csproj': '' }, 'shop.csproj', 'none'],
    [{ Gemfile: '' }, 'Gemfile', 'none'],
    [{ 'mix.exs': '' }, 'mix.exs', 'none'],
    [{ 'deno.json': '{}' }, 'deno.json', 'none'],
    [{ Makefile: 'all:\n' }, 'Makefile', 'none'],
    [{ 'index.html': '' }, 'index.html', 'website'],
    [{ 'mkdocs.yml': '' }, 'mkdocs.yml', 'website'],
    [{ 'hugo.toml': '' }, 'hugo.toml', 'website'],
    [{ Dockerfile: 'FROM x\nEXPOSE 80\n', 'package.json': '{}' }, 'Dockerfile: EXPOSE 80', 'ecs'],
    [{ Dockerfile: 'FROM x\n' }, 'Dockerfile', 'none'],
    [{ 'appspec.yml': 'version: 0.0\nos: linux\n' }, 'appspec.yml', 'codedeploy'],
    [{ 'template.yaml': template }, 'template.yaml', 'stack'],
    [{ 'stack.json': '{"Resources":{"A":{"Type":"AWS::S3::Bucket"}}}' }, 'stack.json', 'stack'],
    [
      { 'template.yaml': `Transform: AWS::Serverless-2016-10-31\n${template}` },
      'template.yaml: AWS::Serverless',
      'stack',
    ],
    [{ 'cdk.json': '{}', 'bin/app.ts': "new ShopStack(app, 'Shop', {})" }, 'cdk.json', 'stack'],
    [{ 'cdk.json': '{"app":"npx tsx index.ts"}', 'index.ts': "new Api(app, 'Api');" }, 'cdk.json', 'none'],
    [
      { 'settings.gradle': '', 'app/build.gradle': "id 'org.springframework.boot'" },
      'app/build.gradle: org.springframework.boot',
      'codedeploy',
    ],
    [{ 'cdk.out/Shop.template.json': '{}' }, 'cdk.out/Shop.template.json', 'stack'],
    [{ 'main.tf': 'backend "s3" {}' }, '*.tf: backend', 'none'],
    [{ 'terraform/main.tf': '' }, 'terraform/main.tf', 'none'],
    [{ 'run.sh': '' }, 'run.sh', 'none'],
  ])('%j is known by %s', (files, evidence, delivery) => {
    const [found] = detect(folderOf(files));
    expect(found?.evidence).toContain(evidence);
    expect(found?.delivery.type).toBe(delivery);
  });

  test('nothing that is known is nothing', () => {
    expect(detect(folderOf({ 'notes.txt': '', 'config.json': '{"a":1}' }))).toEqual([]);
  });

  test('several kinds has all of them, and what describes itself to AWS first', () => {
    const found = detect(folderOf({ Dockerfile: 'EXPOSE 80', 'package.json': '{}', Makefile: '' }));
    expect(found.map(({ title }) => title)).toEqual([
      'a service in a container',
      'a package for Node.js',
      'a project with a Makefile',
    ]);
  });

  test('a server is that alone, and no project in its language as well', () => {
    const found = detect(folderOf({ 'index.php': '', 'composer.json': '{}' }));
    expect(found.map(({ title }) => title)).toEqual(['a server in PHP']);
  });

  test('parts has each of them when it is nothing itself', () => {
    const parts = detectBelow(folderOf({ 'web/index.html': '', 'api/go.mod': '', 'notes/a.txt': '' }));
    expect(parts.map(({ path, detected }) => [path, detected.evidence])).toEqual([
      ['web', ['index.html']],
      ['api', ['go.mod']],
    ]);
  });

  test('packages of a monorepo has them, where the folder around them is nothing itself', () => {
    const parts = detectBelow(
      folderOf({
        'packages/a/package.json': '{}',
        'packages/b/go.mod': '',
        'docs/x/a.txt': '',
        'web/index.html': '',
      }),
    );
    expect(parts.map(({ path }) => path).toSorted()).toEqual(['packages/a', 'packages/b', 'web']);
  });

  test('a buildspec has it taken, the one without a suffix before others', () => {
    const folder = folderOf({ 'buildspec-test.yml': '', 'buildspec.yml': 'artifacts:\n' });
    expect(existingBuildspec(folder)).toEqual({ path: 'buildspec.yml', hasArtifacts: true });
  });
});

/** Clones of https://github.com/railwayapp/railpack and nixpacks: their folders `examples`. */
const corpora = [
  {
    of: 'Railpack',
    folder: process.env['RAILPACK_EXAMPLES'],
    most: 60,
    unknown: ['node-pnpm-json5'],
  },
  {
    of: 'Nixpacks',
    folder: process.env['NIXPACKS_EXAMPLES'],
    most: 90,
    // They have nothing but a configuration of Nixpacks, or a file below a folder that nothing names.
    unknown: [
      'apt-ffmpeg',
      'config-json-file',
      'config-toml-file',
      'custom-plan-path',
      'deno',
      'nested',
      'node-python',
      'scheme',
    ],
  },
].filter(({ folder }) => folder !== undefined);

test.skipIf(corpora.length === 0).each(corpora)(
  'nearly every public example of $of is known',
  ({ folder = '', most, unknown }) => {
    const names = readdirSync(folder).filter((name) => !name.startsWith('.'));
    const found = names.filter((name) => detect(openFolder(join(folder, name))).length === 0);
    expect(names.length).toBeGreaterThan(most);
    expect(found.toSorted()).toEqual(unknown);
  },
);

test.each<readonly [build: Parameters<typeof programsOf>[0], programs: readonly string[]]>([
  [{ runtimes: { php: '8.4' }, build: ['find . -print0 | xargs -0 php -l'] }, ['php']],
  [
    { install: ['composer install'], build: ['find . -name "*.php" -print0 | xargs -0 -n 1 php -l'] },
    ['composer'],
  ],
  [{ test: ['CI=true npm test'], build: ['cd web && npm run build'] }, ['npm']],
  [{ install: ['pip install uv', 'uv export'], test: ['python -m pytest'] }, ['python3']],
  [{ install: ['pip install aws-sam-cli'], build: ['sam build'] }, ['python3']],
  [
    { install: ['command -v sam > /dev/null || pip install --quiet aws-sam-cli'], build: ['sam build'] },
    ['python3'],
  ],
  [{ install: ['corepack enable', 'pnpm install'] }, ['corepack']],
  [{ build: ['docker build .'], isPrivileged: true }, []],
  [{ build: ['vendor/bin/phpunit', 'sh ./mvnw verify'] }, []],
  [
    { build: ['for file in *.zip; do unzip "$file" || exit 1; done', 'if test -f x; then make; fi'] },
    ['unzip', 'make'],
  ],
])('the build %j calls %j', (build, programs) => {
  expect(programsOf(build)).toEqual(programs);
});

test.each<readonly [files: Record<string, string>, template: string, notes: readonly string[]]>([
  [{ 'bin/shop.ts': "new ShopStack(app, 'Shop', {});" }, 'Shop.template.json', []],
  [{ 'index.ts': "const app = new App();\nnew CrudStack(app, 'Crud');" }, 'Crud.template.json', []],
  [{ 'app.py': 'ShopStack(app, "Shop")' }, 'Shop.template.json', []],
  [{ 'shop.go': 'NewShopStack(app, "Shop", nil)' }, 'Shop.template.json', []],
  [{ 'src/main/java/a/ShopApp.java': 'new ShopStack(app, "Shop", null);' }, 'Shop.template.json', []],
  [
    {
      'index.ts': "new OtherStack(app, 'Other');",
      'stacks/main.ts': "new DataStack(app, 'Data');\nnew ApiStack(app, 'Api');",
    },
    'Data.template.json',
    ['it has the stacks Data, Api: the first is deployed'],
  ],
])('the stack of an application of the CDK is found in %j', (files, template, notes) => {
  const app = 'npx ts-node ./stacks/main.ts';
  const [detected] = detect(folderOf({ 'cdk.json': JSON.stringify({ app }), ...files }));
  const stackName = template.replace('.template.json', '');
  expect(detected?.delivery).toEqual({ type: 'stack', template, isTransformed: false, stackName });
  expect(detected?.notes).toEqual([
    ...notes,
    expect.stringMatching(/bootstrapped for the CDK once, here by: .+; npx cdk bootstrap$/),
  ]);
  expect(detected?.build?.build?.at(-1)).toMatch(
    /^npx --yes aws-cdk@latest publish-assets --all --app cdk\.out /,
  );
});

test.each<readonly [runtimes: readonly string[], requested: Readonly<Record<string, string>>]>([
  [['python3.11'], { python: '3.11' }],
  [['nodejs22.x', 'java21'], { python: '3.12', nodejs: '22', java: 'corretto21' }],
  [['provided.al2023'], { python: '3.12' }],
  [["'nodejs22.x'"], { python: '3.12', nodejs: '22' }],
])('sam build has what functions of %j run on', (runtimes, requested) => {
  const functions = runtimes.map(
    (runtime, index) =>
      `  F${index}:\n    Type: AWS::Serverless::Function\n    Properties:\n      Runtime: ${runtime}\n`,
  );
  const [detected] = detect(folderOf({ 'template.yaml': `Resources:\n${functions.join('')}` }));
  expect(detected?.build?.runtimes).toEqual(requested);
  expect(detected?.build?.build?.at(-1)).toContain('sam package --resolve-s3 ');
});

test.each<readonly [files: Record<string, string>, name: string | undefined]>([
  [{ 'cdk.json': '{}', 'app.py': 'ShopStack(app, "Shop")' }, 'Shop'],
  [
    {
      'cdk.json': '{}',
      'cdk.out/Shop.template.json': '{}',
      'cdk.out/manifest.json': JSON.stringify({
        artifacts: { Shop: { properties: { stackName: 'shop-live' } } },
      }),
    },
    'shop-live',
  ],
  [{ 'cdk.out/Shop.template.json': '{}', 'cdk.out/manifest.json': '{' }, 'Shop'],
  [
    {
      'template.yml': 'Resources: { F: { Type: AWS::Serverless::Function } }',
      'samconfig.toml': 'version = 0.1\n[default.deploy.parameters]\nstack_name = "orders"\n',
    },
    'orders',
  ],
  [
    {
      'template.yml': 'Resources: { F: { Type: AWS::Serverless::Function } }',
      'samconfig.toml': "[default.deploy.parameters]\nstack_name = 'orders'\n",
    },
    'orders',
  ],
  [
    {
      'template.yml': 'Resources: { F: { Type: AWS::Serverless::Function } }',
      'samconfig.toml':
        '[dev.deploy.parameters]\nstack_name = "orders-dev"\n[default.global.parameters]\nstack_name = "orders"\ncapabilities = ["CAPABILITY_IAM"]\n',
    },
    'orders',
  ],
  [
    { 'template.yml': template, 'samconfig.toml': '[default.deploy.parameters]\nstack_name = "orders"' },
    undefined,
  ],
])('the stack is called as its own tool calls it: %j', (files, name) => {
  const [detected] = detect(folderOf(files));
  expect(detected?.delivery).toMatchObject({ type: 'stack' });
  expect(detected?.delivery.type === 'stack' ? detected.delivery.stackName : '').toBe(name);
  // What has a name of its own may be in the account already, and a failed update must not delete it.
  const isOwn = name === undefined;
  expect(detected?.notes?.some((note) => note.includes('REPLACE_ON_FAILURE'))).toBe(isOwn);
});

test('the archive of a server in a build of several projects is taken from its own project', () => {
  const files = { 'settings.gradle': '', 'api/build.gradle.kts': 'id("org.springframework.boot")' };
  expect(detect(folderOf(files))[0]?.build?.build?.[0]).toMatch(/^find api\/build\/libs /);
});

test.each<readonly [files: Record<string, string>, asked: string | undefined]>([
  [{ 'main.tf': 'variable "name" { type = string }\n' }, 'TF_VAR_name'],
  [
    { 'main.tf': 'variable "name" {\n  default = "x"\n}\nvariable "zone" {\n  type = string\n}\n' },
    'TF_VAR_zone',
  ],
  [{ 'main.tf': 'variable "name" {}\n', 'terraform.tfvars': 'name = "shop"\n' }, undefined],
  [{ 'main.tf': 'variable "name" { default = "x" }\n' }, undefined],
  [{ 'main.tf': '', 'modules/a/main.tf': 'variable "name" {}\n' }, undefined],
  [
    {
      'main.tf':
        'variable "name" {\n  validation {\n    condition = length(var.name) > 1\n    error_message = "{"\n  }\n  default = "x"\n}\n',
    },
    undefined,
  ],
  [
    { 'main.tf': 'variable "a" { type = object({ default = string }) }\nvariable "b" { default = {} }\n' },
    'TF_VAR_a',
  ],
  [
    { 'main.tf': 'variable "name" {\n  # } default = "x"\n  description = "default = }"\n}\n' },
    'TF_VAR_name',
  ],
  [
    { 'main.tf': 'variable "name" {\n  description = <<-EOT\n    one }\n  EOT\n  default = 1\n}\n' },
    undefined,
  ],
])('of %j Terraform needs %s to be given', (files, asked) => {
  const notes = detect(folderOf(files))[0]?.notes?.filter((note) => note.includes('TF_VAR_')) ?? [];
  expect(notes).toEqual(
    asked === undefined
      ? []
      : [
          `its variables without a default have to get values: ${asked} below "env: variables" of buildspec.yml`,
        ],
  );
});

test('Rocket gets its port by the variable that it reads', () => {
  const files = {
    'Cargo.toml': '[package]\nname = "a"\n[dependencies]\nrocket = "0.5"\n',
    'src/main.rs': '',
  };
  expect(detect(folderOf(files))[0]?.delivery).toMatchObject({
    start: 'env ROCKET_ADDRESS=0.0.0.0 ROCKET_PORT="$PORT" ./app',
  });
});

test.each([
  [{ 'pom.xml': '', mvnw: '' }, 'sh ./mvnw -B --no-transfer-progress verify'],
  [{ 'build.gradle': '', gradlew: '' }, 'sh ./gradlew --console=plain build'],
])('a wrapper of %j is called by a path, by which it finds its own files', (files, command) => {
  expect(detect(folderOf(files))[0]?.build?.test).toEqual([command]);
});

test.each([
  ["source 'https://rubygems.org'\n", 'rake test'],
  ["gem 'rake'\n", 'bundle exec rake test'],
  ["gem 'rails'\n", 'bundle exec rake test'],
  ['gemspec\n', 'bundle exec rake test'],
])('tests of Ruby by a Rakefile take Bundler where %j leads to rake', (Gemfile, command) => {
  const [detected] = detect(folderOf({ Gemfile, Rakefile: '', 'test/a_test.rb': '' }));
  expect(detected?.build?.test).toEqual([command]);
});
