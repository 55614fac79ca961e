// A project's `source.buildspec` is text, a path or an S3 ARN. How CodeBuild distinguishes them is not documented; this
// takes what no path is: a line break, or the beginning of a YAML or JSON mapping.

/** Whether the value is the buildspec itself. */
export function isInlineBuildspec(value: string): boolean {
  return /\n/.test(value) || /^\s*(version\s*:|["']version["']\s*:|\{)/.test(value);
}
