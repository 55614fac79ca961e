// The keys of buildspec 0.1 and 0.2 as shapes. Source: CodeBuild user guide, "Build specification reference for CodeBuild".
import { entryOf, type Node } from '../../lib/node.ts';
import { problem, type Problem } from '../../lib/problem.ts';
import { batchShape } from './buildspec-batch-shape.ts';
import {
  commandsShape,
  onFailureShape,
  runtimeVersionsShape,
  textShape,
  wrongWord,
} from './buildspec-values.ts';
import {
  boolean,
  list,
  object,
  optional,
  record,
  required,
  string,
  custom,
  type OptionalKey,
  type ValueOf,
} from '../shape.ts';

/** What the shape gives, before the spellings become those of the model. */
export type RawBuildspec = ValueOf<ReturnType<typeof buildspecShape>>;
export type RawEnv = ValueOf<typeof envShape>;
export type RawReport = ValueOf<typeof reportShape>;
export type RawArtifacts = ValueOf<typeof secondaryShape>;

const ignored = { unknownKeys: 'warning', aws: 'CodeBuild ignores it without a word.' } as const;
const text = string({ coerce: 'silent', min: 1 });
const texts = list(text);
const yesNo = boolean({ words: true });

/** The keys of the version that stands in the file; `quote` gives the source text of a node, for advice. */
export function buildspecShape(root: Node, quote: (node: Node) => string) {
  const version = entryOf(root, 'version')?.value;
  const isOld = version?.kind === 'scalar' && version.text === '0.1';
  const onlyBatches = entryOf(root, 'batch') !== undefined && entryOf(root, 'phases') === undefined;
  return object(
    'buildspec',
    {
      version: required(string({ coerce: 'silent', oneOf: ['0.1', '0.2'] })),
      'run-as': optional(text),
      env: optional(envShape),
      ...oldKeys(root, isOld),
      proxy: optional(
        object('proxy section', { 'upload-artifacts': optional(yesNo), logs: optional(yesNo) }, ignored),
      ),
      batch: optional(batchShape(onlyBatches)),
      phases: onlyBatches ? optional(phasesShape(quote)) : required(phasesShape(quote)),
      reports: optional(record(reportShape, { max: 5 })),
      artifacts: optional(artifactsShape),
      cache: optional(cacheShape),
    },
    { ...ignored, remedies: writtenElsewhere },
  );
}

/** Keys that plans of pipelines write into buildspecs. */
const writtenElsewhere = {
  test_commands: 'Write them as commands of a phase: phases: pre_build: commands:.',
  coverage_threshold:
    'Write a gate of the project into gates.json next to the pipeline: { "gates": [ { "projectName": "…", "lineCoverage": 80 } ] }.',
  test_timeout:
    'Give the command a time of its own (timeout 10m npm test), or the project its timeoutInMinutes.',
};

const variables = record(textShape);

const envShape = object(
  'env section',
  {
    shell: optional(string({ coerce: 'silent', oneOf: ['bash', '/bin/sh', 'powershell.exe', 'cmd.exe'] })),
    variables: optional(variables),
    'parameter-store': optional(record(text)),
    'secrets-manager': optional(record(text)),
    'exported-variables': optional(texts),
    'git-credential-helper': optional(yesNo),
  },
  ignored,
);

const plaintextShape = object('environment_variables section', { plaintext: optional(variables) }, ignored);

/** Version 0.2 has another name for it, and AWS leaves the variables unset without a word. */
const oldSpelling = custom<ValueOf<typeof plaintextShape>>((node, report) => {
  report(
    problem({
      code: 'UnknownKey',
      severity: 'warning',
      message: '"environment_variables" is the spelling of version 0.1',
      at: node.place,
      remedy: 'Write env: and below it variables:, with the same entries.',
      aws: ignored.aws,
    }),
  );
  return {};
});

interface OldKeys {
  readonly environment_variables?: OptionalKey<ValueOf<typeof plaintextShape>>;
}

/** In version 0.2 the key is known only to say what it was. */
function oldKeys(root: Node, isOld: boolean): OldKeys {
  if (isOld) return { environment_variables: optional(plaintextShape) };
  const isThere = entryOf(root, 'environment_variables') !== undefined;
  return isThere ? { environment_variables: optional(oldSpelling) } : {};
}

function phasesShape(quote: (node: Node) => string) {
  const commands = commandsShape(quote);
  const common = {
    'run-as': optional(text),
    'on-failure': optional(onFailureShape),
    finally: optional(commands),
  };
  const phase = (name: string) =>
    optional(object(`${name} phase`, { ...common, commands: required(commands) }, ignored));
  return object('phases section', {
    install: optional(
      object(
        'install phase',
        {
          ...common,
          'runtime-versions': optional(runtimeVersionsShape),
          commands: optional(commandsShape(quote, 'warning')),
        },
        ignored,
      ),
    ),
    pre_build: phase('pre_build'),
    build: phase('build'),
    post_build: phase('post_build'),
  });
}

const reportFormats = [
  'JUNITXML',
  'CUCUMBERJSON',
  'NUNITXML',
  'NUNIT3XML',
  'TESTNGXML',
  'VISUALSTUDIOTRX',
  'CLOVERXML',
  'COBERTURAXML',
  'JACOCOXML',
  'SIMPLECOV',
] as const;

/** A word of the list, written in any case; given as the list writes it. */
const reportFormat = custom<string>((node, report) => {
  const written = node.kind === 'scalar' ? node.text.toUpperCase() : '';
  if (written === 'LCOV') report(onlyHere(node));
  else if (!reportFormats.some((format) => format === written)) {
    report(wrongWord(node, reportFormats));
    return undefined;
  }
  return written;
});

function onlyHere(node: Node): Problem {
  return problem({
    code: 'UnknownValue',
    severity: 'warning',
    message: '"LCOV" is read here, and not by CodeBuild',
    at: node.place,
    remedy: 'Let the tool write Cobertura or Clover as well, and name that for AWS.',
    aws: 'The build fails in DOWNLOAD_SOURCE with YAML_FILE_ERROR.',
  });
}

const reportShape = object(
  'report group',
  {
    files: required(list(text, { min: 1 })),
    'file-format': optional(reportFormat),
    'base-directory': optional(text),
    'discard-paths': optional(yesNo),
  },
  ignored,
);

const artifactKeys = {
  files: required(list(text, { min: 1 })),
  name: optional(text),
  'discard-paths': optional(yesNo),
  'base-directory': optional(text),
  'exclude-paths': optional(texts),
  'enable-symlinks': optional(yesNo),
  's3-prefix': optional(text),
};

const secondaryShape = object('secondary artifact', artifactKeys, ignored);

const artifactsShape = object(
  'artifacts section',
  {
    ...artifactKeys,
    // What needs it says so in UPLOAD_ARTIFACTS, where it is known which outputs there are.
    files: optional(list(text, { min: 1 })),
    'secondary-artifacts': optional(record(secondaryShape, { max: 12 })),
  },
  ignored,
);

const cacheShape = object(
  'cache section',
  {
    paths: required(list(text, { min: 1 })),
    key: optional(text),
    'fallback-keys': optional(list(text, { max: 5 })),
    action: optional(string({ coerce: 'silent', oneOf: ['restore', 'save'] })),
  },
  ignored,
);
