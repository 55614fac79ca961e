// Work that ends at once when something else is found meanwhile.

class Found extends Error {}

/**
 * Gives what the work gives, or what the watch has found before the work came to its end. Rejects as the work does. The watch
 * resolves with undefined when its signal aborts; nothing of it goes on when this settles.
 */
export async function unless<Finding, Given>(
  signal: AbortSignal,
  watch: (until: AbortSignal) => Promise<Finding | undefined>,
  work: (until: AbortSignal) => Promise<Given | undefined>,
): Promise<Finding | Given | undefined> {
  const over = new AbortController();
  const until = AbortSignal.any([signal, over.signal]);
  let finding: Finding | undefined;
  const watching = async (): Promise<void> => {
    finding = await watch(until);
    if (finding !== undefined) over.abort(new Found());
  };
  const watched = watching();
  try {
    return await work(until);
  } catch (error) {
    if (over.signal.reason instanceof Found && !signal.aborted) return finding;
    throw error;
  } finally {
    over.abort();
    await watched;
  }
}
