// What `init` can be given, as commander hands it over.

export interface InitOptions {
  readonly yes?: boolean;
  readonly choice?: string;
  readonly template?: string;
  readonly name?: string;
  readonly json?: boolean;
}
