// What a folder was found to be: how it is built and tested, and where its result is delivered. Pure data.

export interface Detected {
  /** A clause: `a site that Vite builds`. */
  readonly title: string;
  /** What it was found by: `package.json: vite`. */
  readonly evidence: readonly string[];
  /** Absent where the source itself is delivered. */
  readonly build?: StarterBuild;
  readonly delivery: Delivery;
  /** What the user needs to know before the first run. */
  readonly notes?: readonly string[];
}

export interface StarterBuild {
  /** `runtime-versions` of the buildspec. */
  readonly runtimes?: Readonly<Record<string, string>>;
  /** Those of them whose version the project itself says. */
  readonly pinned?: readonly string[];
  readonly variables?: Readonly<Record<string, string>>;
  readonly install?: readonly string[];
  readonly test?: readonly string[];
  readonly build?: readonly string[];
  readonly artifacts?: Artifacts;
  readonly report?: Report;
  readonly cache?: readonly string[];
  /** It calls Docker. */
  readonly isPrivileged?: true;
}

interface Artifacts {
  readonly baseDirectory?: string;
  readonly files: readonly string[];
  readonly exclude?: readonly string[];
}

interface Report {
  readonly files: readonly string[];
  readonly baseDirectory: string;
  readonly format: 'JUNITXML' | 'VISUALSTUDIOTRX';
}

/** `healthPath` is what a health check asks, where that is not `/`; `healthCodes` what counts, where that is not 200 alone. */
export type Delivery =
  | { readonly type: 'none' }
  /** A bucket with a website. */
  | { readonly type: 'website'; readonly isSinglePage: boolean }
  /** Elastic Beanstalk. */
  | {
      readonly type: 'beanstalk';
      readonly platform: 'node' | 'python';
      readonly procfile?: string;
      readonly healthPath?: string;
    }
  /** CodeDeploy, to instances. @param start the command that serves `$PORT` in the folder of the application */
  | {
      readonly type: 'codedeploy';
      readonly start?: string;
      readonly programs: readonly string[];
      readonly healthPath?: string;
      readonly healthCodes?: string;
    }
  /** ECS. */
  | {
      readonly type: 'ecs';
      readonly port: number;
      readonly healthPath?: string;
      readonly healthCodes?: string;
    }
  /** CloudFormation. */
  | {
      readonly type: 'stack';
      readonly template: string;
      readonly isTransformed: boolean;
      /** Where another tool gives the stack its name. */
      readonly stackName?: string;
    };
