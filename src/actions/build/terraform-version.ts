// Which version of Terraform or OpenTofu a build asks for. Pure.

const variables: Readonly<Record<string, readonly string[]>> = {
  terraform: ['TERRAFORM_VERSION', 'TF_VERSION'],
  tofu: ['TOFU_VERSION', 'OPENTOFU_VERSION'],
};

/** Undefined for none, and for what is no number: `latest`. */
export function wantedVersion(
  program: string,
  environment: Readonly<Record<string, string | undefined>>,
): { readonly variable: string; readonly version: string } | undefined {
  for (const variable of variables[program] ?? []) {
    const version = /^v?(\d+(\.\d+)*)/.exec(environment[variable] ?? '')?.[1];
    if (version !== undefined) return { variable, version };
  }
  return undefined;
}

/** `1.11` is any of its patches. */
export function isVersion(found: string, wanted: string): boolean {
  return found === wanted || found.startsWith(`${wanted}.`);
}
