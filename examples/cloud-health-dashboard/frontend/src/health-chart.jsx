const width = 600;
const height = 80;

/** Latency over time: a line, with a red mark for each check that failed. */
export function HealthChart({ name, history }) {
  if (history.length < 2) return <p>The history begins.</p>;
  const highest = Math.max(1, ...history.map(({ latencyMs }) => latencyMs));
  const first = history[0].at;
  const span = Math.max(1e-9, history.at(-1).at - first);
  const points = history.map(({ at, latencyMs, healthy }) => ({
    x: ((at - first) / span) * width,
    y: height - (latencyMs / highest) * (height - 10) - 5,
    healthy,
  }));
  return (
    <figure>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={`Latency of ${name}`}
        preserveAspectRatio="none"
      >
        <polyline points={points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')} />
        {points
          .filter(({ healthy }) => !healthy)
          .map(({ x }) => (
            <line key={x} x1={x} x2={x} y1="0" y2={height} />
          ))}
      </svg>
      <figcaption>
        up to {highest.toFixed(1)} ms, {history.length} checks
      </figcaption>
    </figure>
  );
}
