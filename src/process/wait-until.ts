// Waits for a condition that the system does not report.

/** Polls often at first, then less; true as soon as it holds, false when it still does not at the deadline. */
export async function waitUntil(holds: () => boolean, deadlineMs: number): Promise<boolean> {
  const startedAt = performance.now();
  for (let pauseMs = 1; !holds(); pauseMs = Math.min(pauseMs * 2, 20)) {
    if (performance.now() - startedAt >= deadlineMs) return false;
    const { promise, resolve } = Promise.withResolvers<void>();
    setTimeout(resolve, pauseMs);
    await promise;
  }
  return true;
}
