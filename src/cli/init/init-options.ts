// What `init` can be given, as commander hands it over.

export interface InitOptions {
  readonly yes?: boolean;
  readonly choice?: string;
  readonly template?: string;
  readonly name?: string;
  /** Absent: where the folder has `.vscode`. */
  readonly vscode?: boolean;
  readonly json?: boolean;
}
