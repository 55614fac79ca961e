// What describes itself to AWS: images, templates of CloudFormation and SAM, the CDK, Terraform, revisions of CodeDeploy.
import { defined } from '../../lib/defined.ts';
import { isRecord } from '../../lib/is-record.ts';
import { recogniseName } from '../../load/recognise.ts';
import type { Detected } from '../detected.ts';
import { firstOf, readJson, type Folder } from '../folder.ts';
import { runtimeVersion } from '../runtime-version.ts';
import { variablesWithoutValue } from '../terraform-variables.ts';
import { readNodeProject } from './node-project.ts';

export function detectAppSpec(folder: Folder): Detected | undefined {
  const file = firstOf(folder, 'appspec.yml', 'appspec.yaml');
  if (file === undefined || !/^os:/m.test(folder.read(file) ?? '')) return undefined;
  return {
    title: 'a revision for CodeDeploy',
    evidence: [file],
    delivery: { type: 'codedeploy', programs: [] },
  };
}

export function detectContainer(folder: Folder): Detected | undefined {
  const file = firstOf(folder, 'Dockerfile', 'Containerfile');
  if (file === undefined) return undefined;
  const port = exposedPort(folder.read(file) ?? '');
  return {
    title: port > 0 ? 'a service in a container' : 'an image of a container',
    evidence: [file, ...(port > 0 ? [`${file}: EXPOSE ${port}`] : [])],
    build: {
      isPrivileged: true,
      install: [
        'aws ecr get-login-password | docker login --username AWS --password-stdin "${REPOSITORY_URI%%/*}"',
      ],
      build: [
        // The shell of a build is a plain one, without substrings of its own.
        'IMAGE="$REPOSITORY_URI:$(echo "$CODEBUILD_RESOLVED_SOURCE_VERSION" | cut -c 1-7)"',
        `docker build --file ${file} --tag "$IMAGE" .`,
        'docker push "$IMAGE"',
      ],
      ...(port > 0 ? { artifacts: { files: ['imagedefinitions.json'] } } : {}),
    },
    delivery: port > 0 ? { type: 'ecs', port } : { type: 'none' },
    ...(port > 0
      ? {}
      : { notes: [`${file} has no EXPOSE: the image is built and pushed, and nothing is deployed`] }),
  };
}

/**
 * The first of the last stage that has one; a variable in it has the value that the last ENV or ARG before it gives, there or
 * in the stage that it begins with. 0 where there is none.
 */
function exposedPort(dockerfile: string): number {
  const stages = dockerfile.replaceAll(/\\\r?\n/g, ' ').split(/^(?=[ \t]*FROM[ \t])/im);
  const stage = stages.findLast((each) => exposing.test(each)) ?? '';
  const [before = '', written = ''] = stage.split(exposing);
  const [, name, otherwise] = /^["']?\$\{?(\w+)(?::-(\d+))?/.exec(written) ?? [];
  if (name === undefined) return Number(/^["']?(\d+)/.exec(written)?.[1] ?? '0');
  const given = new RegExp(`^[ \\t]*(?:ENV|ARG)[ \\t](?:.*[ \\t])?${name}(?:=|[ \\t]+)["']?(\\d+)`, 'gim');
  const [first = ''] = stages;
  const values = [/^[ \t]*FROM\b/i.test(first) ? '' : first, ...basesOf(stage, stages), before].map(
    (text) => [...text.matchAll(given)].at(-1)?.[1],
  );
  return Number(values.findLast((each) => each !== undefined) ?? otherwise ?? '0');
}

const exposing = /^[ \t]*EXPOSE[ \t]+(\S+)/im;

/** The stages of the same file that it begins with, the first of them first. */
function basesOf(stage: string, stages: readonly string[]): readonly string[] {
  const image = /^[ \t]*FROM[ \t]+(?:--\S+[ \t]+)*(\S+)/i.exec(stage)?.[1]?.toLowerCase();
  const earlier = stages.slice(0, stages.indexOf(stage));
  const base = earlier.findLast(
    (each) => /^[^\n]*[ \t]AS[ \t]+(\S+)/i.exec(each)?.[1]?.toLowerCase() === image,
  );
  return base === undefined ? [] : [...basesOf(base, earlier), base];
}

export function detectTemplate(folder: Folder): Detected | undefined {
  const file = folder.files.find(
    (path) => !path.includes('/') && isTemplateName(path) && isTemplate(folder.read(path) ?? ''),
  );
  if (file === undefined) return undefined;
  const isTransformed = (folder.read(file) ?? '').includes('AWS::Serverless');
  const stackName = isTransformed ? nameInSamConfig(folder) : undefined;
  return {
    title: isTransformed ? 'a serverless application (SAM)' : 'a template of CloudFormation',
    evidence: [isTransformed ? `${file}: AWS::Serverless` : file],
    ...(isTransformed
      ? {
          build: {
            runtimes: runtimesOfFunctions(folder.read(file) ?? ''),
            // Images of CodeBuild have it.
            install: ['command -v sam > /dev/null || pip install --quiet aws-sam-cli'],
            build: [
              `sam build --template ${file}`,
              // Into the bucket that SAM keeps for each account and Region, which it makes where there is none.
              'sam package --resolve-s3 --output-template-file packaged.yml',
            ],
            artifacts: { files: ['packaged.yml'] },
            cache: ['/root/.cache/pip/**/*'],
          },
        }
      : {}),
    delivery: {
      type: 'stack',
      template: isTransformed ? 'packaged.yml' : file,
      isTransformed,
      ...defined({ stackName }),
    },
    notes: stackName === undefined ? [replacedNote] : [],
  };
}

/** Those that `sam build` calls, and the Python that SAM itself runs on. */
function runtimesOfFunctions(template: string): Readonly<Record<string, string>> {
  const found = template.matchAll(/^[ \t]*Runtime:[ \t]*['"]?([a-z]+)(\d+(?:\.\d+)?)/gm);
  const wanted = new Map([...found].map(([, name = '', version = '']) => [name, version] as const));
  const called = (['nodejs', 'java', 'dotnet', 'ruby'] as const).filter((name) => wanted.has(name));
  return [...(['python'] as const), ...called].reduce(
    (all, name) => ({ ...all, ...runtimeVersion(name, wanted.get(name)) }),
    {},
  );
}

/** As `sam deploy --guided` has kept it, for the environment that SAM takes when none is named. */
function nameInSamConfig(folder: Folder): string | undefined {
  const tables = (folder.read('samconfig.toml') ?? '').split(/^[ \t]*(?=\[[\w.-]+\][ \t\r]*$)/m);
  return tables
    .filter((table) => table.startsWith('[default.'))
    .map((table) => /^[ \t]*stack_name\s*=\s*["']([A-Za-z][\w-]*)["']/m.exec(table)?.[1])
    .find((name) => name !== undefined);
}

function isTemplateName(path: string): boolean {
  return /\.(ya?ml|json|template)$/.test(path) && recogniseName(path) === undefined;
}

function isTemplate(text: string): boolean {
  return (
    /(?:^[ \t]*|[{,]\s*)["']?(AWSTemplateFormatVersion|Resources)["']?\s*:/m.test(text) &&
    /["']?Type["']?\s*:\s*["']?(AWS|Custom)::/.test(text)
  );
}

/** The templates that `cdk synth` has made name the stacks; before it has, the program does. */
export function detectCdk(folder: Folder): Detected | undefined {
  if (!folder.files.includes('cdk.json') && !folder.files.some((file) => file.startsWith('cdk.out/')))
    return undefined;
  const made = folder.files.flatMap((file) => /^cdk\.out\/([^/]+)\.template\.json$/.exec(file)?.[1] ?? []);
  const stacks = made.length > 0 ? made : stacksInProgram(folder);
  const [stack] = stacks;
  const evidence = [
    ...(folder.files.includes('cdk.json') ? ['cdk.json'] : []),
    ...(made[0] === undefined ? [] : [`cdk.out/${made[0]}.template.json`]),
  ];
  const notes = stacks.length > 1 ? [`it has the stacks ${stacks.join(', ')}: the first is deployed`] : [];
  if (!folder.files.includes('cdk.json') && made[0] !== undefined)
    return {
      title: 'an assembly of the CDK',
      evidence,
      delivery: {
        type: 'stack',
        template: `cdk.out/${made[0]}.template.json`,
        isTransformed: false,
        stackName: nameOfStack(folder, made[0]),
      },
      notes,
    };
  const node = readNodeProject(folder);
  return {
    title: 'an application of the CDK',
    evidence,
    build: {
      runtimes: node?.runtimes ?? runtimeVersion('nodejs'),
      install: [
        ...(node?.manager.install ?? []),
        ...(folder.files.includes('requirements.txt') ? ['pip install -r requirements.txt'] : []),
      ],
      test: node?.scripts['test'] === undefined ? [] : [`CI=true ${node.manager.run('test')}`],
      build: [
        'npx --yes aws-cdk synth --quiet',
        // The code of functions and the like, which the templates name. Only the newest CDK reads what every other writes; the
        // program cdk-assets, which pipelines of the CDK call, is behind it for months.
        ...(stack === undefined ? [] : [publishAssets]),
      ],
      artifacts: { baseDirectory: 'cdk.out', files: ['**/*'] },
    },
    delivery:
      stack === undefined
        ? { type: 'none' }
        : {
            type: 'stack',
            template: `${stack}.template.json`,
            isTransformed: false,
            stackName: nameOfStack(folder, stack),
          },
    notes:
      stack === undefined
        ? ['no stack was found in cdk.out or in the program: nothing is deployed']
        : [...notes, bootstrapNote],
  };
}

const publishAssets = 'npx --yes aws-cdk@latest publish-assets --all --app cdk.out --unstable=publish-assets';

/** As `cdk deploy` calls it: by its id, unless the program gives it another name. */
function nameOfStack(folder: Folder, stack: string): string {
  const artifacts = readJson(folder, 'cdk.out/manifest.json')?.['artifacts'];
  const found = isRecord(artifacts) ? artifacts[stack] : undefined;
  const properties = isRecord(found) ? found['properties'] : undefined;
  const name = isRecord(properties) ? properties['stackName'] : undefined;
  return typeof name === 'string' && name !== '' ? name : stack;
}

const replacedNote =
  'a stack that has failed is deleted and made again (ActionMode REPLACE_ON_FAILURE); CREATE_UPDATE keeps one that holds data';

// Without an argument it is for the stacks of cdk.json: in the account and Region of the environment, or in their own.
const bootstrapNote =
  'its account is bootstrapped for the CDK once, here by: eval "$(slipway account env)"; npx cdk bootstrap';

/**
 * What the program makes with a name that is written there, in any of the CDK's languages. The file that cdk.json names
 * goes first; the app itself is the scope.
 */
function stacksInProgram(folder: Folder): readonly string[] {
  const written = readJson(folder, 'cdk.json')?.['app'];
  const app = typeof written === 'string' ? written : '';
  const named = folder.files.filter((file) =>
    app.split(/[\s'"]+/).some((word) => word.replace(/^\.\//, '') === file),
  );
  const usual = folder.files.filter((file) =>
    /^((bin|src)\/[^/]+|[^/]+)\.([cm]?[jt]s|py|go|cs)$|App\.java$/.test(file),
  );
  for (const file of new Set([...named, ...usual])) {
    const text = folder.read(file) ?? '';
    const made = [
      ...text.matchAll(/\w*[sS]tack\w*\(\s*\w*app\w*\s*,\s*(?:jsii\.String\()?['"`]([\w-]+)['"`]/gi),
    ];
    if (made.length > 0) return [...new Set(made.map(([, name = '']) => name))];
  }
  return [];
}

export function detectTerraform(folder: Folder): Detected | undefined {
  const first =
    folder.files.find((file) => /^[^/]+\.tf$/.test(file)) ??
    folder.files.find((file) => /^(infra|infrastructure|terraform)\/[^/]+\.tf$/.test(file));
  if (first === undefined) return undefined;
  const place = first.includes('/') ? first.slice(0, first.indexOf('/')) : '.';
  const files = folder.files.filter((file) => file.endsWith('.tf'));
  const hasBackend = files.some((file) => /\bbackend\s+"/.test(folder.read(file) ?? ''));
  const run = place === '.' ? 'terraform' : `terraform -chdir=${place}`;
  return {
    title: 'infrastructure in Terraform',
    evidence: [first, ...(hasBackend ? [`${place === '.' ? '' : `${place}/`}*.tf: backend`] : [])],
    build: {
      install: [`${run} init -input=false -no-color`],
      test: [`${run} validate -no-color`],
      build: [
        `${run} plan -input=false -no-color -out=plan.tfplan`,
        ...(hasBackend ? [`${run} apply -input=false -no-color plan.tfplan`] : []),
      ],
      artifacts: { files: [place === '.' ? 'plan.tfplan' : `${place}/plan.tfplan`] },
    },
    delivery: { type: 'none' },
    notes: [
      ...variablesNote(
        folder,
        files.filter((file) => (place === '.' ? !file.includes('/') : file.startsWith(`${place}/`))),
      ),
      ...(hasBackend
        ? []
        : [
            'the configuration has no backend, so its state would be lost with the build: it is planned and not applied. Add a backend "s3", and "terraform apply plan.tfplan" to the buildspec',
          ]),
    ],
  };
}

/** Variables that a plan asks for: nothing in the folder gives them a value. */
function variablesNote(folder: Folder, configuration: readonly string[]): readonly string[] {
  const missing = variablesWithoutValue(folder, configuration).map((name) => `TF_VAR_${name}`);
  return missing.length === 0
    ? []
    : [
        `its variables without a default have to get values: ${missing.join(', ')} below "env: variables" of buildspec.yml`,
      ];
}

/** Files that a browser takes as they are; and the tools outside of Node.js that make them. */
export function detectStaticSite(folder: Folder): Detected | undefined {
  const generator = generators.find(({ sign }) => folder.files.some((file) => sign.test(file)));
  if (generator !== undefined)
    return {
      title: `a site that ${generator.name} builds`,
      evidence: [folder.files.find((file) => generator.sign.test(file)) ?? ''],
      build: {
        install: generator.install,
        build: [generator.command],
        artifacts: { baseDirectory: generator.output, files: ['**/*'] },
      },
      delivery: { type: 'website', isSinglePage: false },
    };
  // As buildpacks for static files take it.
  const root = /^root:[ \t]*["']?\/?([\w./-]+)/m.exec(folder.read('Staticfile') ?? '')?.[1];
  const index = firstOf(
    folder,
    ...(root === undefined ? [] : [`${root.replace(/\/$/, '')}/index.html`]),
    'index.html',
    'public/index.html',
    'site/index.html',
    'www/index.html',
    'static/index.html',
  );
  if (index === undefined) return undefined;
  const place = index.includes('/') ? index.slice(0, index.lastIndexOf('/')) : undefined;
  return {
    title: 'a static site',
    evidence: [index],
    build: {
      build: ['echo "The files are taken as they are"'],
      artifacts: {
        ...defined({ baseDirectory: place }),
        files: ['**/*'],
        ...(place === undefined
          ? {
              exclude: [
                '.git/**/*',
                '.slipway/**/*',
                'buildspec.yml',
                'pipeline.json',
                'codebuild-project.json',
                'bucket.json',
              ],
            }
          : {}),
      },
    },
    delivery: { type: 'website', isSinglePage: false },
  };
}

const generators = [
  {
    name: 'MkDocs',
    sign: /^mkdocs\.ya?ml$/,
    install: ['pip install mkdocs'],
    command: 'mkdocs build',
    output: 'site',
  },
  {
    name: 'Jekyll',
    sign: /^_config\.ya?ml$/,
    install: ['gem install bundler', 'bundle install'],
    command: 'bundle exec jekyll build',
    output: '_site',
  },
  {
    name: 'Hugo',
    sign: /^hugo\.(toml|ya?ml|json)$/,
    install: [],
    command: 'hugo --minify',
    output: 'public',
  },
] as const;
