// Numbers of things, as people write them.

/** `1 host`, `2 hosts`. @param plural where it is not the noun with an s */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}
