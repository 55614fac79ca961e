// Which runners this machine can stand for. Pure.

/** Why a job with these labels cannot run on this platform; undefined when it can. */
export function unrunnable(labels: unknown, platform: string): string | undefined {
  const names = labelsOf(labels).map((label) => label.toLowerCase());
  const foreign = names.find((name) => systemOf(name) !== undefined && systemOf(name) !== platform);
  if (foreign === undefined) return undefined;
  return `it asks for the runner "${foreign}", and this machine is ${platform === 'darwin' ? 'macOS' : 'Linux'}`;
}

export function labelsOf(labels: unknown): readonly string[] {
  if (typeof labels === 'string') return [labels];
  if (Array.isArray(labels)) return labels.map(String);
  if (typeof labels === 'object' && labels !== null && 'labels' in labels) return labelsOf(labels.labels);
  return [];
}

/** A label of one's own says nothing of the system. */
function systemOf(label: string): string | undefined {
  if (/^windows(?:-|$)/.test(label)) return 'win32';
  if (/^macos(?:-|$)/.test(label)) return 'darwin';
  return /^(?:ubuntu-|linux$)/.test(label) ? 'linux' : undefined;
}
