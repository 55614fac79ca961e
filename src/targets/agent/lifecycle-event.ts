// The contract of the host agent: one lifecycle event of one deployment on one host, with the semantics of AWS's
// own agent. The agent runs inside the host; the deployment asks it from outside.
import type { FileExistsBehavior, ServerLifecycleEvent } from '../../model/deployment.ts';
import type { HostImage } from '../../model/host-image.ts';
import type { LifecycleDiagnostics } from '../../model/progress.ts';
import type { DeploymentCreator } from '../../model/status.ts';

/** The host as its agent sees it. */
export interface AgentEnvironment {
  /**
   * What stands before every absolute path of an appspec: empty where the host has a file tree of its own
   * (namespace), the host's root folder otherwise (process). No path may leave it, also not by a symlink.
   */
  readonly rootFolder: string;
  /** Real path of the host's `/opt/codedeploy-agent/deployment-root`. */
  readonly deploymentRoot: string;
  /** The agent's own environment, which hooks inherit: its service's PATH, HOME, PORT where hosts share a network. */
  readonly env: Readonly<Record<string, string>>;
  /** Where scripts start: the agent's working directory. */
  readonly cwd: string;
  /** The host's accounts are those of this image; absent where they are this machine's. */
  readonly image?: HostImage;
  /** PATH of who asked for the deployment, where a program may be that hooks do not find. */
  readonly callersPath?: string;
  /** Marks every process that a hook starts. */
  readonly mark: string;
}

export interface LifecycleCommand {
  readonly lifecycleEvent: ServerLifecycleEvent;
  readonly deploymentId: string;
  readonly applicationName: string;
  readonly deploymentGroupName: string;
  readonly deploymentGroupId: string;
  readonly deploymentCreator: DeploymentCreator;
  readonly deploymentType: 'IN_PLACE' | 'BLUE_GREEN';
  readonly fileExistsBehavior: FileExistsBehavior;
  /** Index of the script of the event to begin with: the first when absent. */
  readonly firstScript?: number;
  /** The revision as a zip, readable from inside the host, with what stands for its place in S3. */
  readonly bundle: {
    readonly file: string;
    readonly bucket: string;
    readonly key: string;
    readonly version?: string;
    readonly eTag: string;
  };
}

export interface LifecycleResult {
  readonly status: 'Succeeded' | 'Failed';
  /** True when the selected appspec has nothing for this event: acknowledged without running. */
  readonly noop: boolean;
  readonly diagnostics?: LifecycleDiagnostics;
  /** Index of the script that failed, among those of the event. */
  readonly failedScript?: number;
  /** Of the script that failed, when it ended by itself. */
  readonly exitCode?: number;
  /** What stands behind the failure and the way out, where the agent's own message does not say it. */
  readonly explanation?: string;
  /** Set when the scripts that ran belong to another deployment than this one: its id. */
  readonly scriptsOf?: string;
  /** Parts of the appspec that could not be applied on this machine (ACLs, SELinux contexts), with the reason. */
  readonly notExecuted: readonly { readonly what: string; readonly reason: string }[];
}

export interface LifecycleIo {
  readonly onLine: (text: string) => void;
  readonly signal: AbortSignal;
  /** Values that appear as `***` in the logs that the host keeps. */
  readonly hidden?: readonly string[];
}

/**
 * Runs one event to its end. Never throws for what the user's revision does wrong: that is a Failed result.
 * When `signal` aborts, running scripts are ended (process group) and the event is reported Failed.
 */
export type RunLifecycleEvent = (
  environment: AgentEnvironment,
  command: LifecycleCommand,
  io: LifecycleIo,
) => Promise<LifecycleResult>;
