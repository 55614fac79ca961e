// What an Install is planned from, and what its plan consists of.
import type { FileExistsBehavior, ServerAppSpec } from '../../model/deployment.ts';

export interface InstallRequest {
  readonly appSpec: ServerAppSpec;
  /** The deployment's; the appspec's own goes before it. */
  readonly fileExistsBehavior: FileExistsBehavior;
  /** Path of the unpacked revision. */
  readonly archive: string;
  readonly revision: FileView;
  readonly host: FileView;
}

/** What is planned so far; destinations are absolute and normal. */
export interface Plan {
  readonly instructions: Instruction[];
  /** Destination to source. */
  readonly copies: Map<string, string>;
  readonly directories: Set<string>;
  readonly conflicts: string[];
}

/** What the plan asks of a file tree. Kinds are those of what a symlink leads to; a dangling link is nothing. */
export interface FileView {
  readonly kindOf: (path: string) => 'file' | 'directory' | undefined;
  readonly isSymlink: (path: string) => boolean;
  readonly list: (folder: string) => readonly string[];
}

export type Instruction =
  | { readonly type: 'mkdir'; readonly directory: string }
  | { readonly type: 'copy'; readonly source: string; readonly destination: string }
  | { readonly type: 'chmod'; readonly mode: string; readonly file: string }
  | { readonly type: 'setfacl'; readonly acl: readonly string[]; readonly file: string }
  | {
      readonly type: 'semanage';
      readonly context: {
        readonly user: string | null;
        readonly role: null;
        readonly type: string;
        readonly range: string | null;
      };
      readonly file: string;
    }
  | {
      readonly type: 'chown';
      readonly owner: string | null;
      readonly group: string | null;
      readonly file: string;
    };
