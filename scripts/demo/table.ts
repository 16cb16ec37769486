import type { Measurement } from './measure-variant.ts';
import { percentile } from './percentile.ts';

const columns: Readonly<Record<string, (measurement: Measurement) => string>> = {
  variant: ({ variant }) => variant,
  served: ({ latencies }) => format(latencies.length),
  failed: formatFailures,
  p50: ({ latencies }) => formatMilliseconds(percentile(latencies, 50)),
  p95: ({ latencies }) => formatMilliseconds(percentile(latencies, 95)),
  'queries a request': ({ queriesPerRequest }) => format(queriesPerRequest),
  'peak connections': ({ peakConnections }) => format(peakConnections),
};

export function formatTable(measurements: readonly Measurement[]): string {
  const headings = Object.keys(columns);
  const rows = measurements.map((measurement) => Object.values(columns).map((cell) => cell(measurement)));
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padStart(widths[column] ?? 0)).join(' | ')} |`;
  return [line(headings), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

function formatFailures({ failed, unanswered, failures }: Measurement): string {
  const reasons = [...failures].map(([sqlState, count]) => `${sqlState}: ${format(count)}`);
  if (unanswered > 0) {
    reasons.push(`no answer: ${format(unanswered)}`);
  }
  const total = format(failed + unanswered);
  return reasons.length === 0 ? total : `${total} (${reasons.join(', ')})`;
}

function formatMilliseconds(value: number | undefined): string {
  return value === undefined ? '–' : `${format(Math.round(value))} ms`;
}

function format(value: number): string {
  return value.toLocaleString('en');
}
