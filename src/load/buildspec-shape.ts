// The keys of buildspec 0.1 and 0.2 as shapes. Source: CodeBuild user guide, "Build specification reference for CodeBuild".
import { entryOf, type Node } from '../lib/node.ts';
import { problem, type Problem } from '../lib/problem.ts';
import type { OnFailure } from '../model/build.ts';
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
  type CustomShape,
  type ObjectShape,
} from './shape.ts';

/** What a shape gives, before the spellings become those of the model. */
export interface RawBuildspec {
  readonly version: '0.1' | '0.2';
  readonly 'run-as'?: string;
  readonly env?: RawEnv;
  readonly environment_variables?: { readonly plaintext?: Readonly<Record<string, string>> };
  readonly proxy?: { readonly 'upload-artifacts'?: boolean; readonly logs?: boolean };
  readonly batch?: unknown;
  /** Absent in a file that only batches builds with buildspecs of their own. */
  readonly phases?: Readonly<Record<string, RawPhase | undefined>>;
  readonly reports?: Readonly<Record<string, RawReport>>;
  readonly artifacts?: Omit<RawArtifacts, 'files'> & {
    readonly files?: readonly string[];
    readonly 'secondary-artifacts'?: Readonly<Record<string, RawArtifacts>>;
  };
  readonly cache?: {
    readonly paths: readonly string[];
    readonly key?: string;
    readonly 'fallback-keys'?: readonly string[];
    readonly action?: 'restore' | 'save';
  };
}

export interface RawEnv {
  readonly shell?: string;
  readonly variables?: Readonly<Record<string, string>>;
  readonly 'parameter-store'?: Readonly<Record<string, string>>;
  readonly 'secrets-manager'?: Readonly<Record<string, string>>;
  readonly 'exported-variables'?: readonly string[];
  readonly 'git-credential-helper'?: boolean;
}

export interface RawPhase {
  readonly 'run-as'?: string;
  readonly 'on-failure'?: OnFailure;
  readonly 'runtime-versions'?: Readonly<Record<string, string>>;
  readonly commands?: readonly string[];
  readonly finally?: readonly string[];
}

export interface RawReport {
  readonly files: readonly string[];
  readonly 'file-format'?: string;
  readonly 'base-directory'?: string;
  readonly 'discard-paths'?: boolean;
}

export interface RawArtifacts {
  readonly files: readonly string[];
  readonly name?: string;
  readonly 'discard-paths'?: boolean;
  readonly 'base-directory'?: string;
  readonly 'exclude-paths'?: readonly string[];
  readonly 'enable-symlinks'?: boolean;
  readonly 's3-prefix'?: string;
}

const ignored = { unknownKeys: 'warning', aws: 'CodeBuild ignores it without a word.' } as const;
const text = string({ coerce: 'silent', min: 1 });
const texts = list(text);
const yesNo = boolean({ words: true });

/** The keys of the version that stands in the file; `quote` gives the source text of a node, for advice. */
export function buildspecShape(root: Node, quote: (node: Node) => string): ObjectShape {
  const version = entryOf(root, 'version')?.value;
  const isOld = version?.kind === 'scalar' && version.text === '0.1';
  const hasOldSpelling = entryOf(root, 'environment_variables') !== undefined;
  const onlyBatches = entryOf(root, 'batch') !== undefined && entryOf(root, 'phases') === undefined;
  return object(
    'buildspec',
    {
      version: required(string({ coerce: 'silent', oneOf: ['0.1', '0.2'] })),
      'run-as': optional(text),
      env: optional(envShape),
      ...(isOld ? { environment_variables: optional(plaintextShape) } : {}),
      ...(!isOld && hasOldSpelling ? { environment_variables: optional(oldSpelling) } : {}),
      proxy: optional(
        object('proxy section', { 'upload-artifacts': optional(yesNo), logs: optional(yesNo) }, ignored),
      ),
      batch: optional(batchShape(onlyBatches)),
      phases: { shape: phasesShape(quote), required: !onlyBatches },
      reports: optional(record(reportShape, { max: 5 })),
      artifacts: optional(artifactsShape),
      cache: optional(cacheShape),
    },
    ignored,
  );
}

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
const oldSpelling: CustomShape<undefined> = {
  type: 'custom',
  read: (node, report) => {
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
    return undefined;
  },
};

function phasesShape(quote: (node: Node) => string): ObjectShape {
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
const reportFormat: CustomShape<string> = {
  type: 'custom',
  read: (node, report) => {
    const written = node.kind === 'scalar' ? node.text.toUpperCase() : '';
    if (written === 'LCOV') report(onlyHere(node));
    else if (!reportFormats.some((format) => format === written)) {
      report(wrongWord(node, reportFormats));
      return undefined;
    }
    return written;
  },
};

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

const artifactsShape = object(
  'artifacts section',
  {
    ...artifactKeys,
    // What needs it says so in UPLOAD_ARTIFACTS, where it is known which outputs there are.
    files: optional(list(text, { min: 1 })),
    'secondary-artifacts': optional(record(object('secondary artifact', artifactKeys, ignored), { max: 12 })),
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
