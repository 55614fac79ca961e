// The name of the stack that a pipeline is shipped as, where the call names none. Pure.

/** Letters, digits and hyphens; it begins with a letter (CloudFormation API, CreateStack). */
export function stackName(pipeline: string): string {
  const name = pipeline.replaceAll(/[^A-Za-z0-9-]/g, '-');
  return (/^[A-Za-z]/.test(name) ? name : `p-${name}`).slice(0, 128);
}
