// Names of time zones, as the system knows them.

/**
 * The name by which the system knows it; undefined when it knows none.
 * @param written `Region/City`, `UTC`, `UTC+05:30`, or an abbreviation
 */
export function nameOfTimeZone(written: string): string | undefined {
  const name = /^UTC([+-]\d\d:\d\d)$/.exec(written)?.[1] ?? written;
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
