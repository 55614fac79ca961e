// How a shell for a person is started in a machine, in the place where a command has ended.

export interface ShellEntry {
  readonly shell: string;
  /** Where its last command ended, and the file with its variables, as its machine sees them. */
  readonly folder: string;
  readonly environmentFile: string;
  /** See `Machine.enter`. */
  readonly enter: readonly string[];
  /** Set when the machine is a container: its name, and the program of the engine that has it. */
  readonly container?: { readonly file: string; readonly name: string };
}
